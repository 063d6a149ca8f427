package io.remotegpu.billing.meter;

import io.remotegpu.contracts.WorkloadId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The ledger of what hosts attested. Nothing is ever changed or removed. */
@Repository
class UsageFacts {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    UsageFacts(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** One fact at a time per workload, until the transaction ends. */
    void lock(WorkloadId workload) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(workload.value())
                .query((row, index) -> true)
                .single();
    }

    /** Whether it is new; the same fact in another message is not. */
    boolean append(Lease lease, Fact fact, UUID messageId) {
        return jdbc.sql("""
                insert into usage_facts (workload_id, epoch, kind, at, terms, message_id, recorded_at)
                values (:workload, :epoch, :kind, :at, cast(:terms as jsonb), :message, :now)
                on conflict do nothing
                """)
                        .param("workload", lease.workloadId().value())
                        .param("epoch", lease.epoch())
                        .param("kind", kind(fact))
                        .param("at", utc(fact.at()))
                        .param(
                                "terms",
                                fact instanceof Fact.Started started ? json.writeValueAsString(started.terms()) : null)
                        .param("message", messageId)
                        .param("now", utc(clock.instant()))
                        .update()
                == 1;
    }

    /** In the order in which they arrived. */
    List<Fact> of(Lease lease) {
        return jdbc.sql("select kind, at, terms from usage_facts where workload_id = ? and epoch = ? order by sequence")
                .params(lease.workloadId().value(), lease.epoch())
                .query(this::fact)
                .list();
    }

    /** When the workload's next lease began, if one has. */
    @Nullable
    Instant nextLease(Lease lease) {
        return jdbc.sql("""
                select min(at) as at from usage_facts where workload_id = ? and epoch > ? and kind = 'started'
                """)
                .params(lease.workloadId().value(), lease.epoch())
                .query((row, index) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    /** Older leases of the workload that began; the latest first. */
    List<Lease> olderThan(Lease lease) {
        return jdbc.sql("""
                select distinct epoch from usage_facts where workload_id = ? and epoch < ? and kind = 'started'
                order by epoch desc
                """)
                .params(lease.workloadId().value(), lease.epoch())
                .query((row, index) -> new Lease(lease.workloadId(), row.getLong("epoch")))
                .list();
    }

    private Fact fact(ResultSet row, int index) throws SQLException {
        Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
        String kind = row.getString("kind");
        return switch (kind) {
            case "started" -> new Fact.Started(at, json.readValue(row.getString("terms"), Fact.Terms.class));
            case "stopped" -> new Fact.Stopped(at);
            case "paused" -> new Fact.Paused(at);
            case "resumed" -> new Fact.Resumed(at);
            default -> throw new IllegalStateException("usage_facts.kind has the unknown value " + kind);
        };
    }

    private static String kind(Fact fact) {
        return switch (fact) {
            case Fact.Started started -> "started";
            case Fact.Stopped stopped -> "stopped";
            case Fact.Paused paused -> "paused";
            case Fact.Resumed resumed -> "resumed";
        };
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
