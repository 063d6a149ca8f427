package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.contracts.workload.Scheduling.LostHostPolicy;
import io.remotegpu.contracts.workload.Scheduling.PreemptionPolicy;
import io.remotegpu.workspace.requests.GpuSpec;
import io.remotegpu.workspace.requests.HostSelector;
import io.remotegpu.workspace.requests.IdlePolicy;
import io.remotegpu.workspace.requests.RequestJson;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** The columns of {@link Asked} and {@link Resize}. */
final class AskedColumns {
    private AskedColumns() {}

    static Asked asked(ResultSet row) throws SQLException {
        String snapshot = row.getString("snapshot_id");
        String idle = row.getString("idle_policy");
        return new Asked(
                RequestJson.read(row.getString("gpu_spec"), GpuSpec.class),
                RequestJson.read(row.getString("host_selector"), HostSelector.class),
                row.getObject("disk", Integer.class),
                row.getObject("template_id", Long.class),
                snapshot == null ? null : new SnapshotId(snapshot),
                scheduling(row),
                idle == null ? null : RequestJson.read(idle, IdlePolicy.class),
                numbers(row.getArray("dataset_ids")));
    }

    static @Nullable Resize resize(ResultSet row) throws SQLException {
        UUID id = row.getObject("resize_id", UUID.class);
        return id == null ? null : new Resize(id, row.getBigDecimal("resize_cpu"), row.getInt("resize_memory"));
    }

    /** Those that change while it exists. */
    static MapSqlParameterSource changing(Environment environment) {
        Scheduling scheduling = environment.asked().scheduling();
        IdlePolicy idle = environment.asked().idlePolicy();
        Resize resize = environment.resize();
        return new MapSqlParameterSource("priority", scheduling.priority())
                .addValue("cpu", environment.size().cpu())
                .addValue("memory", environment.size().memory())
                .addValue("lost_host_policy", scheduling.lostHostPolicy().name().toLowerCase(Locale.ROOT))
                .addValue("preemption_policy", wireName(scheduling.preemptionPolicy()))
                .addValue("max_duration", scheduling.maxDurationSeconds())
                .addValue("idle_policy", idle == null ? null : RequestJson.write(idle))
                .addValue("resize_id", resize == null ? null : resize.id())
                .addValue("resize_cpu", resize == null ? null : resize.cpu())
                .addValue("resize_memory", resize == null ? null : resize.memory());
    }

    static @Nullable String snapshot(Asked asked) {
        return asked.snapshotId() == null ? null : asked.snapshotId().value();
    }

    private static Scheduling scheduling(ResultSet row) throws SQLException {
        return new Scheduling(
                row.getInt("priority"),
                LostHostPolicy.valueOf(row.getString("lost_host_policy").toUpperCase(Locale.ROOT)),
                row.getObject("max_duration", Integer.class),
                preemption(row.getString("preemption_policy")));
    }

    /** As it travels; null where its priority decides. */
    static @Nullable String wireName(@Nullable PreemptionPolicy policy) {
        return policy == null ? null : policy.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable PreemptionPolicy preemption(@Nullable String wireName) {
        return wireName == null ? null : PreemptionPolicy.valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    private static List<Long> numbers(Array array) throws SQLException {
        return List.of((Long[]) array.getArray());
    }
}
