package io.remotegpu.scheduler.moving;

import static java.util.Objects.requireNonNull;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.moving.MoveStore.Move;
import io.remotegpu.scheduler.provisioning.Relocation;
import io.remotegpu.scheduler.provisioning.Relocation.Resident;
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
 * Empties hosts that are drained by moving: a few of each at a time, those that run before those that do not. What runs and finds no other place is stopped,
 * as in any drain; a home that stays is tried again as long as its host is closed.
 */
@Component
class DrainMoves {
    private static final Logger LOG = LoggerFactory.getLogger(DrainMoves.class);
    private static final Duration TRY_AGAIN = Duration.ofMinutes(10);
    private static final Duration A_DAY = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Moves moves;
    private final MoveStore store;
    private final Relocation relocation;
    private final MoveProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DrainMoves(
            JdbcClient jdbc,
            Moves moves,
            MoveStore store,
            Relocation relocation,
            MoveProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.moves = moves;
        this.store = store;
        this.relocation = relocation;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${scheduler.moving.watch-every:5s}")
    void watch() {
        for (String host : draining()) {
            int free =
                    Math.min(properties.mostFromOneHost() - underWay(host), properties.mostAtOnce() - store.underWay());
            if (free > 0) {
                empty(host, free);
            }
        }
    }

    private enum Outcome {
        LEAVES,
        STAYS,
        /** Where it would go others arrive; so would those behind it. */
        WAITS
    }

    private void empty(String host, int most) {
        int free = most;
        for (String id : living(host)) {
            Outcome outcome = leaves(new WorkloadId(id), host);
            free -= outcome == Outcome.LEAVES ? 1 : 0;
            if (free == 0 || outcome == Outcome.WAITS) {
                return;
            }
        }
    }

    private Outcome leaves(WorkloadId id, String host) {
        try {
            return requireNonNull(transaction.execute(status -> tryToLeave(id, host)), "each has an outcome");
        } catch (RuntimeException failure) {
            LOG.error("{} could not be moved from host {} and is tried again", id, host, failure);
            return Outcome.STAYS;
        }
    }

    /** That it found no place is noted, so that it does not keep others from being tried. */
    private Outcome tryToLeave(WorkloadId id, String host) {
        Resident resident = relocation.lock(id).orElse(null);
        if (resident == null || store.open(id).isPresent()) {
            return Outcome.STAYS;
        }
        if (moves.mustWait(resident)) {
            return Outcome.WAITS;
        }
        UUID move = UUID.randomUUID();
        String drained = "host " + host + " is being drained";
        String why = moves.want(id, move, null, false, drained);
        if (why != null) {
            store.refused(new Move(move, id, null, new HostId(host), drained, null), why);
        }
        if (why != null && resident.up()) {
            LOG.info("{} stops where it is, on host {}: {}", id, host, why);
            relocation.stop(id);
        }
        return why == null ? Outcome.LEAVES : Outcome.STAYS;
    }

    private List<String> draining() {
        return jdbc.sql("select host_id from hosts where maintenance and drain_moves and health = 'healthy' order by"
                        + " host_id")
                .query(String.class)
                .list();
    }

    private int underWay(String host) {
        return jdbc.sql("select count(*) from moves where source_host = :host and ended_at is null")
                .param("host", host)
                .query(Integer.class)
                .single();
    }

    /**
     * One that has just found no place is not tried again at once. One whose home was copied in vain is copied again after a pause that is twice as long
     * each time: all of it goes through the platform, and what could not arrive may never do so.
     */
    private List<String> living(String host) {
        Instant now = Instant.now(clock);
        return jdbc.sql("""
            select workload_id from allocations a
            where :host in (host_id, home_host_id) and workload_id like 'env-%' and desired <> 'deleted'
              and (snapshot_id is null or phase = 'running')
              and (phase = 'running' or phase in ('queued', 'stopped', 'failed') and home_host_id = :host)
              and not exists (select from moves m where m.workload_id = a.workload_id
                              and (m.ended_at is null or m.state = 'failed' and m.ended_at > :recently))
              and not exists (select from moves m
                              where m.workload_id = a.workload_id and m.state = 'failed' and m.epoch is not null
                                and m.ended_at > :dayAgo
                              having max(m.ended_at) + :pause * interval '1 second' * power(2, least(count(*), 10) - 1)
                                     > cast(:now as timestamptz))
            order by phase = 'running' desc, workload_id limit 200
            """)
                .param("host", host)
                .param("recently", Timestamp.from(now.minus(TRY_AGAIN)))
                .param("dayAgo", Timestamp.from(now.minus(A_DAY)))
                .param("pause", TRY_AGAIN.toSeconds())
                .param("now", Timestamp.from(now))
                .query(String.class)
                .list();
    }
}
