package io.remotegpu.billing.meter;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Adds up what hosts attest of leases, for comparison with what is billed. A host is believed about its own leases alone. */
@Component
public class HostAttestation {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final MeterRegistry meters;

    HostAttestation(JdbcClient jdbc, JsonMapper json, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.json = json;
        this.meters = meters;
    }

    private record Row(String workloadId, long epoch, String hostId, Instant at, long ranMs) {
        static Row of(Attestation said) {
            return new Row(
                    said.workloadId().value(), said.epoch(), said.hostId().value(), said.at(), said.ranMillis());
        }

        String lease() {
            return workloadId + ":" + epoch + "@" + hostId;
        }

        Row later(Row other) {
            return other.at.isAfter(at) ? other : this;
        }
    }

    /** Of each lease the latest of the batch; one that is older than what is known changes nothing. */
    public void record(Collection<Attestation> said) {
        if (said.isEmpty()) {
            return;
        }
        Map<String, Row> latest = new TreeMap<>();
        said.stream().map(Row::of).forEach(row -> latest.merge(row.lease(), row, Row::later));
        String rows = json.writeValueAsString(List.copyOf(latest.values()));
        jdbc.sql("""
                with attested as (
                    select l.workload_id, l.epoch, a.at, a.ran_ms
                    from jsonb_to_recordset(cast(:rows as jsonb)) as a (workload_id text, epoch bigint, host_id text, at timestamptz, ran_ms bigint)
                    join metered_leases l using (workload_id, epoch)
                    where l.host_id = a.host_id and a.ran_ms >= 0 and (l.attested_until is null or l.attested_until < a.at)
                    order by l.workload_id, l.epoch for update of l)
                update metered_leases l
                set attested_ms = attested_ms + case when a.ran_ms >= last_ran_ms then a.ran_ms - last_ran_ms else a.ran_ms end,
                    last_ran_ms = a.ran_ms, attested_until = a.at
                from attested a where l.workload_id = a.workload_id and l.epoch = a.epoch
                """).param("rows", rows).update();
        countForeign(rows);
    }

    private void countForeign(String rows) {
        long foreign = jdbc.sql("""
                select count(*) from jsonb_to_recordset(cast(:rows as jsonb)) as a (workload_id text, epoch bigint, host_id text)
                join metered_leases l using (workload_id, epoch) where l.host_id <> a.host_id
                """).param("rows", rows).query(Long.class).single();
        if (foreign > 0) {
            meters.counter("billing.facts.refused", "reason", "lease_of_another_host")
                    .increment(foreign);
        }
    }
}
