package io.remotegpu.billing.meter;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.LeasedGpu;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What is known of each lease, drawn together from its facts. */
@Repository
class LeaseBook {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    LeaseBook(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What one fact adds to the row of its lease. */
    private record Note(
            String workloadId,
            long epoch,
            @Nullable String hostId,
            @Nullable List<String> gpus,
            @Nullable Instant startedAt,
            boolean stopped) {
        static Note of(LeaseFact told) {
            String workload = told.lease().workloadId().value();
            long epoch = told.lease().epoch();
            return switch (told.fact()) {
                case Fact.Leased leased ->
                    new Note(workload, epoch, leased.hostId().value(), uuids(leased.gpus()), null, false);
                case Fact.Started started ->
                    new Note(
                            workload,
                            epoch,
                            started.terms().hostId() == null
                                    ? null
                                    : started.terms().hostId().value(),
                            uuids(started.terms().gpus()),
                            Meter.second(started.at()),
                            false);
                case Fact.Stopped stopped -> new Note(workload, epoch, null, null, null, true);
                case Fact.Paused _, Fact.Resumed _, Fact.Resized _, Fact.Released _ ->
                    new Note(workload, epoch, null, null, null, false);
            };
        }

        private static List<String> uuids(List<LeasedGpu> gpus) {
            return gpus.stream().map(LeasedGpu::uuid).distinct().toList();
        }
    }

    /** Who told of it first names host and GPUs; what another says later of the same lease changes neither. */
    void note(Collection<LeaseFact> facts) {
        jdbc.sql("""
                insert into metered_leases as known (workload_id, epoch, host_id, gpus, started_at, stopped)
                select workload_id, epoch, (array_agg(host_id) filter (where host_id is not null))[1],
                       coalesce((select array_agg(gpu #>> '{}') from jsonb_array_elements((jsonb_agg(gpus) filter (where gpus is not null)) -> 0) gpu), '{}'),
                       min(started_at), bool_or(stopped)
                from jsonb_to_recordset(cast(:rows as jsonb))
                    as note (workload_id text, epoch bigint, host_id text, gpus jsonb, started_at timestamptz, stopped boolean)
                group by workload_id, epoch order by workload_id, epoch
                on conflict (workload_id, epoch) do update set
                    host_id = coalesce(known.host_id, excluded.host_id),
                    gpus = case when known.gpus = '{}' then excluded.gpus else known.gpus end,
                    started_at = least(known.started_at, excluded.started_at),
                    stopped = known.stopped or excluded.stopped
                """)
                .param(
                        "rows",
                        json.writeValueAsString(facts.stream().map(Note::of).toList()))
                .update();
    }

    /** These leases, and those of the same workloads that began and whose stop was never heard of: a later lease ends them. */
    List<KnownLease> load(Set<Lease> changed) {
        Map<Lease, KnownLease> known = new LinkedHashMap<>();
        jdbc.sql("""
                with changed as (select * from jsonb_to_recordset(cast(:leases as jsonb)) as lease (workload_id text, epoch bigint)),
                wanted as (
                    select l.* from changed join metered_leases l using (workload_id, epoch)
                    union
                    select l.* from metered_leases l
                    where l.workload_id in (select workload_id from changed) and l.started_at is not null and not l.stopped)
                select w.workload_id, w.epoch, w.host_id, w.gpus, f.kind, f.at, f.terms, others.next_lease, others.previous_lease
                from wanted w
                cross join lateral (
                    select min(o.started_at) filter (where w.epoch > 0 and o.epoch > w.epoch) as next_lease,
                           max(o.started_at) filter (where o.epoch > 0 and o.epoch < w.epoch) as previous_lease
                    from metered_leases o where o.workload_id = w.workload_id) others
                join usage_facts f using (workload_id, epoch)
                order by w.workload_id, w.epoch, f.told_at, f.sequence
                """)
                .param(
                        "leases",
                        json.writeValueAsString(changed.stream().map(Key::of).toList()))
                .query((row, index) -> add(known, row))
                .list();
        return List.copyOf(known.values());
    }

    private record Key(String workloadId, long epoch) {
        static Key of(Lease lease) {
            return new Key(lease.workloadId().value(), lease.epoch());
        }
    }

    private boolean add(Map<Lease, KnownLease> known, ResultSet row) throws SQLException {
        Lease lease = new Lease(new WorkloadId(row.getString("workload_id")), row.getLong("epoch"));
        KnownLease found = known.get(lease);
        if (found == null) {
            String host = row.getString("host_id");
            found = new KnownLease(
                    lease,
                    host == null ? null : new HostId(host),
                    List.of((String[]) row.getArray("gpus").getArray()),
                    new ArrayList<>(),
                    instant(row, "previous_lease"),
                    instant(row, "next_lease"));
            known.put(lease, found);
        }
        return found.facts().add(fact(found, row));
    }

    private Fact fact(KnownLease lease, ResultSet row) throws SQLException {
        Instant at = Objects.requireNonNull(instant(row, "at"));
        String kind = row.getString("kind");
        return switch (kind) {
            case "leased" -> new Fact.Leased(at, Objects.requireNonNull(lease.hostId()), List.of());
            case "started" -> new Fact.Started(at, json.readValue(row.getString("terms"), Fact.Terms.class));
            case "stopped" -> new Fact.Stopped(at);
            case "paused" -> new Fact.Paused(at);
            case "resumed" -> new Fact.Resumed(at);
            case "resized" -> new Fact.Resized(at, json.readValue(row.getString("terms"), Fact.Size.class));
            case "released" -> new Fact.Released(at);
            default -> throw new IllegalStateException("usage_facts.kind has the unknown value " + kind);
        };
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
