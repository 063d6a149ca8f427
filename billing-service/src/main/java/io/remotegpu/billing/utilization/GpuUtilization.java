package io.remotegpu.billing.utilization;

import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Adds up, for each environment and day, how busy its GPUs were and what idling cost. */
@Component
public class GpuUtilization {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final UtilizationProperties properties;

    GpuUtilization(JdbcClient jdbc, JsonMapper json, UtilizationProperties properties) {
        this.jdbc = jdbc;
        this.json = json;
        this.properties = properties;
    }

    /** Runs in the caller's transaction, with each sample once. What a host says of a lease that it does not have counts nowhere. */
    public void add(Collection<HostSampled> samples) {
        List<GpuUse> uses = samples.stream()
                .filter(this::isBelievable)
                .flatMap(sample -> GpuUse.in(sample, properties.idleBelow()))
                .toList();
        if (uses.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into gpu_use_daily as total
                    (customer_id, workspace_id, environment_id, day, gpu_model, currency, measured_s, busy_s, idle_s, idle_amount)
                select r.customer_id, r.workspace_id, u.workload_id, u.day, coalesce(nullif(r.resource ->> 'gpu_model', ''), 'none'), r.currency,
                       sum(u.measured_s), sum(u.busy_s), sum(u.idle_s), sum(u.idle_s / cardinality(l.gpus) * r.unit_price / 3600)
                from jsonb_to_recordset(cast(:uses as jsonb)) as u
                    (workload_id text, epoch bigint, host_id text, day date, measured_s numeric, busy_s numeric, idle_s numeric)
                join metered_leases l on l.workload_id = u.workload_id and l.epoch = u.epoch and l.host_id = u.host_id and l.gpus <> '{}'
                cross join lateral (
                    select * from billing_records r where r.environment_id = u.workload_id and r.epoch = u.epoch
                    order by r.start_time desc limit 1) r
                group by 1, 2, 3, 4, 5, 6 order by 1, 4, 2, 3, 5, 6
                on conflict (customer_id, day, workspace_id, environment_id, gpu_model, currency) do update set
                    measured_s = total.measured_s + excluded.measured_s, busy_s = total.busy_s + excluded.busy_s,
                    idle_s = total.idle_s + excluded.idle_s, idle_amount = total.idle_amount + excluded.idle_amount
                """).param("uses", json.writeValueAsString(uses)).update();
    }

    private boolean isBelievable(HostSampled sample) {
        return sample.seconds() > 0
                && sample.seconds() <= properties.longestSample().toSeconds();
    }
}
