package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.FleetEvent.SagaStuck;
import io.remotegpu.contracts.HostId;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.saga.runtime.SagaJournal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells administrators of sagas that ask again and again: each step once, and of a host once an hour however many wait for it. What somebody retried is
 * news again if it is still stuck an hour later.
 */
@Component
class SagaAlarm {
    private static final Logger LOG = LoggerFactory.getLogger(SagaAlarm.class);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final SagaJournal journal;
    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SagaAlarm(SagaJournal journal, JdbcClient jdbc, Outbox outbox, TransactionTemplate transaction, Clock clock) {
        this.journal = journal;
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Stuck(
            UUID id, String name, String correlationKey, String step, int attempts, Instant createdAt, String hostId) {}

    @Scheduled(fixedDelayString = "${scheduler.provisioning.stuck-every:30s}")
    void watch() {
        Instant hourAgo = Instant.now(clock).minus(PAUSE);
        news(hourAgo).forEach(stuck -> transaction.executeWithoutResult(status -> tell(stuck, hourAgo)));
    }

    /** Somebody looked after it. */
    void retried(UUID saga) {
        jdbc.sql("update stuck_sagas_told set retried_at = :now where saga_id = :saga")
                .param("now", Timestamp.from(Instant.now(clock)))
                .param("saga", saga)
                .update();
    }

    private List<Stuck> news(Instant hourAgo) {
        return jdbc.sql("""
                select * from (
                    select id, name, correlation_key, step, attempts, created_at,
                           coalesce(data ->> 'host_id', data -> 'lease' ->> 'host_id') as host_id
                    from sagas where state in ('running', 'compensating') and attempts >= :stuckAfter) stuck
                where host_id is not null
                  and not exists (select from stuck_sagas_told told where told.saga_id = stuck.id and told.step = stuck.step
                                  and (told.retried_at is null or told.retried_at > :hourAgo))
                order by created_at limit 100
                """)
                .param("stuckAfter", journal.stuckAfter())
                .param("hourAgo", Timestamp.from(hourAgo))
                .query(Stuck.class)
                .list();
    }

    private void tell(Stuck stuck, Instant hourAgo) {
        LOG.warn(
                "saga {} ({} of {}) has asked host {} {} times for its step {}: look at the host, then retry or cancel it",
                stuck.id(),
                stuck.name(),
                stuck.correlationKey(),
                stuck.hostId(),
                stuck.attempts(),
                stuck.step());
        if (note(stuck, hourAgo)) {
            outbox.publish(new SagaStuck(
                    new HostId(stuck.hostId()),
                    stuck.id(),
                    stuck.name(),
                    stuck.correlationKey(),
                    stuck.step(),
                    stuck.attempts(),
                    stuck.createdAt()));
        }
    }

    /** Whether it is the first of its host for an hour. */
    private boolean note(Stuck stuck, Instant hourAgo) {
        return jdbc.sql("""
                insert into stuck_sagas_told (saga_id, step, host_id, told_at)
                select :saga, :step, :host,
                       case when exists (select from stuck_sagas_told where host_id = :host and told_at > :hourAgo) then null
                            else cast(:now as timestamptz) end
                on conflict (saga_id, step) do update set told_at = excluded.told_at, retried_at = null
                returning told_at is not null
                """)
                .param("saga", stuck.id())
                .param("step", stuck.step())
                .param("host", stuck.hostId())
                .param("hourAgo", Timestamp.from(hourAgo))
                .param("now", Timestamp.from(Instant.now(clock)))
                .query(Boolean.class)
                .single();
    }
}
