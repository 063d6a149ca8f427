package io.remotegpu.identity.notifications.facts;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.identity.notifications.Notice;
import io.remotegpu.identity.notifications.NoticeArguments;
import io.remotegpu.identity.notifications.NotificationKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is remembered of environments, and what waits to be told until their owner is known. */
@Repository
class KnownEnvironments {
    private final JdbcClient jdbc;
    private final Clock clock;

    KnownEnvironments(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** As it is remembered, first of all that it exists; others who hear of it wait until the transaction ends. */
    KnownEnvironment lock(WorkloadId environment) {
        return jdbc.sql("""
                insert into notified_environments (environment_id) values (:id)
                on conflict (environment_id) do update set environment_id = excluded.environment_id
                returning *
                """)
                .param("id", environment.value())
                .query(KnownEnvironment::of)
                .single();
    }

    void belongsTo(WorkloadId environment, CustomerId owner, @Nullable String name) {
        jdbc.sql("""
                update notified_environments set customer_id = :owner, name = coalesce(:name, name) where environment_id = :id
                """)
                .param("owner", owner.value())
                .param("name", name)
                .param("id", environment.value())
                .update();
    }

    void runs(WorkloadId environment, Instant since) {
        jdbc.sql("update notified_environments set running_at = :since where environment_id = :id")
                .param("since", utc(since))
                .param("id", environment.value())
                .update();
    }

    /** The first cause of a stop stays: later ones found it stopping. */
    void stopsBecause(WorkloadId environment, StopCause cause, @Nullable CustomerId actor, Instant at) {
        jdbc.sql("""
                update notified_environments set stop_cause = :cause, stop_actor = :actor, stop_cause_at = :at
                where environment_id = :id and (stop_cause is null or stop_cause_at < running_at)
                """)
                .param("cause", cause.wireName())
                .param("actor", actor == null ? null : actor.value())
                .param("at", utc(at))
                .param("id", environment.value())
                .update();
    }

    void stopped(WorkloadId environment) {
        jdbc.sql("""
                update notified_environments set stop_cause = null, stop_actor = null, stop_cause_at = null
                where environment_id = :id
                """).param("id", environment.value()).update();
    }

    /** Waits since the first time it was told; how the reason changes does not matter for that. */
    void queued(WorkloadId environment, String reason, Instant since) {
        jdbc.sql("""
                update notified_environments set queued_since = coalesce(queued_since, :since), queued_reason = :reason
                where environment_id = :id
                """)
                .param("since", utc(since))
                .param("reason", reason)
                .param("id", environment.value())
                .update();
    }

    void queuesNoMore(WorkloadId environment) {
        jdbc.sql("""
                update notified_environments set queued_since = null, queued_reason = null, queue_told = false
                where environment_id = :id
                """).param("id", environment.value()).update();
    }

    /** Its row goes later: facts of other topics may still be under way. */
    void deleted(WorkloadId environment) {
        jdbc.sql("update notified_environments set deleted_at = :now, queued_since = null where environment_id = :id")
                .param("now", utc(clock.instant()))
                .param("id", environment.value())
                .update();
    }

    /** One that has waited since before then, with the reason; it will not be found again for this wait. */
    record LongWait(KnownEnvironment environment, String reason, Instant since) {}

    List<LongWait> takeLongWaits(Instant before, int most) {
        return jdbc.sql("""
                with waiting as (
                    select environment_id, queued_since from notified_environments
                    where queued_since < :before and not queue_told and customer_id is not null
                    order by queued_since limit :most for update skip locked)
                update notified_environments known set queue_told = true
                from waiting where known.environment_id = waiting.environment_id
                returning known.*, waiting.queued_since as waited_since
                """)
                .param("before", utc(before))
                .param("most", most)
                .query((row, number) -> new LongWait(
                        KnownEnvironment.of(row, number),
                        Optional.ofNullable(row.getString("queued_reason")).orElse(""),
                        row.getObject("waited_since", OffsetDateTime.class).toInstant()))
                .list();
    }

    void keepUntilOwnerIsKnown(WorkloadId environment, Notice notice) {
        jdbc.sql("""
                insert into notifications_unaddressed (environment_id, kind, args, created_at)
                values (:id, :kind, cast(:args as jsonb), :now)
                """)
                .param("id", environment.value())
                .param("kind", notice.kind().wireName())
                .param("args", NoticeArguments.write(notice.args()))
                .param("now", utc(clock.instant()))
                .update();
    }

    /** In the order in which they were kept; they are not kept any longer. */
    List<Notice> takeKept(WorkloadId environment) {
        return jdbc.sql("""
                with kept as (delete from notifications_unaddressed where environment_id = :id returning *)
                select * from kept order by id
                """)
                .param("id", environment.value())
                .query((row, number) -> new Notice(
                        NotificationKind.of(row.getString("kind")), NoticeArguments.read(row.getString("args"))))
                .list();
    }

    void prune(Duration age) {
        for (String old : List.of(
                "delete from notified_environments where deleted_at < :before",
                "delete from notifications_unaddressed where created_at < :before")) {
            jdbc.sql(old).param("before", utc(clock.instant().minus(age))).update();
        }
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
