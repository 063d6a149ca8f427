package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.contracts.workload.Scheduling.LostHostPolicy;
import io.remotegpu.contracts.workload.Scheduling.PreemptionPolicy;
import io.remotegpu.contracts.workload.Workload;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** A row of {@code allocations} as a record. */
final class AllocationRow {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private AllocationRow() {}

    static String toJson(Workload workload) {
        return JSON.writeValueAsString(workload);
    }

    static Allocation read(ResultSet row, int number) throws SQLException {
        return new Allocation(
                new WorkloadId(row.getString("workload_id")),
                new CustomerId(row.getLong("customer_id")),
                new WorkspaceId(row.getLong("workspace_id")),
                row.getString("name"),
                JSON.readValue(row.getString("workload"), Workload.class),
                Desired.of(row.getString("desired")),
                row.getBoolean("restart_wanted"),
                row.getBoolean("departing"),
                Phase.of(row.getString("phase")),
                host(row.getString("host_id")),
                host(row.getString("home_host_id")),
                row.getLong("epoch"),
                row.getString("container_id"),
                row.getInt("attempts"),
                hosts((String[]) row.getArray("avoided_hosts").getArray()),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("stopped_at")),
                new Scheduling(
                        row.getInt("priority"),
                        LostHostPolicy.valueOf(row.getString("lost_host_policy").toUpperCase(Locale.ROOT)),
                        row.getObject("max_duration_seconds", Integer.class),
                        preemption(row.getString("preemption_policy"))),
                row.getString("snapshot_id") == null ? null : new SnapshotId(row.getString("snapshot_id")));
    }

    /** What is stored of a request, by the names of the columns. */
    static MapSqlParameterSource asked(EnvRequested request) {
        return scheduling(request.scheduling())
                .addValue("workload_id", request.environmentId().value())
                .addValue("customer_id", request.customerId().value())
                .addValue("workspace_id", request.workspaceId().value())
                .addValue("name", request.name())
                .addValue(
                        "snapshot_id",
                        request.snapshotId() == null
                                ? null
                                : request.snapshotId().value());
    }

    static MapSqlParameterSource scheduling(Scheduling scheduling) {
        PreemptionPolicy preemption = scheduling.preemptionPolicy();
        return new MapSqlParameterSource("priority", scheduling.priority())
                .addValue("lost_host_policy", wireName(scheduling.lostHostPolicy()))
                .addValue("max_duration_seconds", scheduling.maxDurationSeconds())
                .addValue("preemption_policy", preemption == null ? null : wireName(preemption));
    }

    private static String wireName(Enum<?> policy) {
        return policy.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable PreemptionPolicy preemption(@Nullable String wireName) {
        return wireName == null ? null : PreemptionPolicy.valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    private static @Nullable HostId host(@Nullable String value) {
        return value == null ? null : new HostId(value);
    }

    private static List<HostId> hosts(String[] values) {
        return Stream.of(values).map(HostId::new).toList();
    }

    private static @Nullable Instant instant(@Nullable Timestamp value) {
        return value == null ? null : value.toInstant();
    }
}
