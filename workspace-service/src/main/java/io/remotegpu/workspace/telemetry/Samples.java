package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.wire.MessageCodec;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The samples as they came. A host is believed about environments that are placed on it, and about no others. */
@Repository
class Samples {
    private final JdbcClient jdbc;
    private final SampleDays days;

    Samples(JdbcClient jdbc, SampleDays days) {
        this.jdbc = jdbc;
        this.days = days;
    }

    /** Told twice it is kept once. @return whether anything in it was new */
    boolean keep(HostSampled fact) {
        if (fact.workloads().isEmpty() || !days.haveRoomFor(fact.hostId(), fact.at())) {
            return false;
        }
        Map<String, Object> params = Map.of(
                "fact", MessageCodec.toJson(fact),
                "host", fact.hostId().value(),
                "at", fact.at().atOffset(ZoneOffset.UTC),
                "seconds", fact.seconds());
        int kept = jdbc.sql("""
                insert into environment_samples
                    (environment_id, workspace_id, at, seconds, cpu, memory, network_received, network_sent,
                    disk_volumes, disk_layer)
                select environment.id, environment.workspace_id, :at, :seconds,
                    sample.cpu, sample.memory, sample.network_received, sample.network_sent,
                    cast(sample.disk ->> 'volumes' as integer), cast(sample.disk ->> 'layer' as integer)
                from jsonb_to_recordset(cast(:fact as jsonb) -> 'workloads') as sample
                    (workload_id text, cpu real, memory integer, network_received bigint, network_sent bigint, disk jsonb)
                join environments environment on environment.id = sample.workload_id and environment.host_id = :host
                where environment.deleted_at is null
                on conflict do nothing
                """).params(params).update();
        jdbc.sql("""
                insert into gpu_samples (environment_id, workspace_id, gpu_uuid, at, utilization, utilization_max,
                    memory_utilization, memory_used, memory_total, temperature, power)
                select environment.id, environment.workspace_id, gpu.uuid, :at, gpu.utilization, gpu.utilization_max,
                    gpu.memory_utilization, gpu.memory_used, gpu.memory_total, gpu.temperature, gpu.power
                from jsonb_to_recordset(cast(:fact as jsonb) -> 'workloads') as sample (workload_id text, gpus jsonb)
                join environments environment on environment.id = sample.workload_id and environment.host_id = :host
                cross join lateral jsonb_array_elements_text(sample.gpus) held (uuid)
                join jsonb_to_recordset(cast(:fact as jsonb) -> 'gpus') as gpu (uuid text, utilization real,
                    utilization_max smallint, memory_utilization real, memory_used integer, memory_total integer,
                    temperature smallint, power real) on gpu.uuid = held.uuid
                where environment.deleted_at is null
                on conflict do nothing
                """).params(params).update();
        return kept > 0;
    }
}
