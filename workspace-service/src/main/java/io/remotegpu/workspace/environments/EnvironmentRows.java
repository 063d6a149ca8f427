package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.workspace.environments.Environment.Size;
import io.remotegpu.workspace.environments.Placement.Port;
import io.remotegpu.workspace.lifecycle.Standing;
import io.remotegpu.workspace.lifecycle.Status;
import io.remotegpu.workspace.requests.RequestJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Rows of {@code environments} to {@link Environment} and back. */
final class EnvironmentRows {
    // its own mapper: what is stored must not change with how the REST side is configured
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** With the datasets and the owner's name in the same statement, whatever the length of the list. */
    static final String SELECT = """
        select environments.*, array(select usage.dataset_id from dataset_usage usage
                                     where usage.environment_id = environments.id and usage.until is null
                                     order by usage.dataset_id) as dataset_ids,
               (select username from customers where customers.id = environments.customer_id) as customer_name
        from environments
        """;

    private EnvironmentRows() {}

    static Environment environment(ResultSet row, int number) throws SQLException {
        return new Environment(
                new WorkloadId(row.getString("id")),
                row.getString("name"),
                new CustomerId(row.getLong("customer_id")),
                new WorkspaceId(row.getLong("workspace_id")),
                row.getString("image"),
                new Size(row.getBigDecimal("cpu"), row.getInt("memory"), row.getInt("gpu"), row.getInt("storage")),
                AskedColumns.asked(row),
                AskedColumns.resize(row),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                life(row));
    }

    private static Life life(ResultSet row) throws SQLException {
        Status status = Status.of(row.getString("status"));
        return new Life(
                new Standing(status, row.getLong("epoch"), row.getBoolean("epoch_over")),
                row.getString("status_reason"),
                placement(row),
                row.getBoolean("compute_held"),
                instant(row, "started_at"),
                instant(row, "stopped_at"));
    }

    private static Placement placement(ResultSet row) throws SQLException {
        String host = row.getString("host_id");
        return new Placement(
                host == null ? null : new HostId(host),
                row.getString("host_name"),
                row.getString("container_id"),
                row.getString("pod_name"),
                row.getString("runtime"),
                List.of(JSON.readValue(row.getString("gpus"), LeasedGpu[].class)),
                List.of(JSON.readValue(row.getString("ports"), Port[].class)));
    }

    /** Everything that changes while it exists, by column. */
    static MapSqlParameterSource changing(Environment environment) {
        Life life = environment.life();
        Placement placement = life.placement();
        return AskedColumns.changing(environment)
                .addValue("id", environment.id().value())
                .addValue("name", environment.name())
                .addValue("status", environment.status().wireName())
                .addValue("status_reason", life.reason())
                .addValue("epoch", life.standing().epoch())
                .addValue("epoch_over", life.standing().over())
                .addValue(
                        "host_id",
                        placement.hostId() == null ? null : placement.hostId().value())
                .addValue("host_name", placement.hostName())
                .addValue("container_id", placement.containerId())
                .addValue("pod_name", placement.podName())
                .addValue("runtime", placement.runtime())
                .addValue("gpus", json(placement.gpus()))
                .addValue("ports", json(placement.ports()))
                .addValue("compute_held", life.computeHeld())
                .addValue("started_at", timestamp(life.startedAt()))
                .addValue("stopped_at", timestamp(life.stoppedAt()));
    }

    /** Every column of a new row. */
    static MapSqlParameterSource all(Environment environment) {
        return changing(environment)
                .addValue("customer_id", environment.customerId().value())
                .addValue("workspace_id", environment.workspaceId().value())
                .addValue("image", environment.image())
                .addValue("gpu_spec", RequestJson.write(environment.asked().gpuSpec()))
                .addValue("host_selector", RequestJson.write(environment.asked().hostSelector()))
                .addValue("disk", environment.asked().disk())
                .addValue("template_id", environment.asked().templateId())
                .addValue("snapshot_id", AskedColumns.snapshot(environment.asked()))
                .addValue("gpu", environment.size().gpu())
                .addValue("storage", environment.size().storage())
                .addValue("created_at", timestamp(environment.createdAt()));
    }

    private static String json(List<?> values) {
        return JSON.writeValueAsString(values);
    }

    static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
