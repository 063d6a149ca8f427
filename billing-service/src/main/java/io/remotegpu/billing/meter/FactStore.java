package io.remotegpu.billing.meter;

import io.remotegpu.contracts.WorkloadId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The facts of leases. Nothing is ever changed or removed. Rows travel as one JSON document, so that a batch is one statement. */
@Repository
class FactStore {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    FactStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** A row of {@code usage_facts}. */
    record Row(
            String workloadId,
            long epoch,
            String kind,
            Instant at,
            @Nullable Record terms,
            UUID messageId,
            Instant toldAt) {
        static Row of(LeaseFact told) {
            Fact fact = told.fact();
            return new Row(
                    told.lease().workloadId().value(),
                    told.lease().epoch(),
                    FactStore.kind(fact),
                    fact.at(),
                    FactStore.terms(fact),
                    told.messageId(),
                    told.toldAt());
        }
    }

    /** The leases of which something is new; the same fact in another message is not. */
    Set<Lease> append(Collection<LeaseFact> facts) {
        return Set.copyOf(jdbc.sql("""
                with appended as (
                    insert into usage_facts (workload_id, epoch, kind, at, terms, message_id, told_at, recorded_at)
                    select workload_id, epoch, kind, at, terms, message_id, told_at, cast(:now as timestamptz)
                    from jsonb_to_recordset(cast(:rows as jsonb))
                        as fact (workload_id text, epoch bigint, kind text, at timestamptz, terms jsonb, message_id uuid, told_at timestamptz)
                    on conflict do nothing
                    returning workload_id, epoch)
                select distinct workload_id, epoch from appended
                """)
                .param(
                        "rows",
                        json.writeValueAsString(facts.stream().map(Row::of).toList()))
                .param("now", clock.instant().toString())
                .query((row, index) -> new Lease(new WorkloadId(row.getString("workload_id")), row.getLong("epoch")))
                .list());
    }

    private static @Nullable Record terms(Fact fact) {
        return switch (fact) {
            case Fact.Started started -> started.terms();
            case Fact.Resized resized -> resized.size();
            case Fact.Leased _, Fact.Stopped _, Fact.Paused _, Fact.Resumed _, Fact.Released _ -> null;
        };
    }

    private static String kind(Fact fact) {
        return switch (fact) {
            case Fact.Leased leased -> "leased";
            case Fact.Started started -> "started";
            case Fact.Stopped stopped -> "stopped";
            case Fact.Paused paused -> "paused";
            case Fact.Resumed resumed -> "resumed";
            case Fact.Resized resized -> "resized";
            case Fact.Released released -> "released";
        };
    }
}
