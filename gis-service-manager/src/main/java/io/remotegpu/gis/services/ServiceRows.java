package io.remotegpu.gis.services;

import io.remotegpu.contracts.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Rows of {@code user_service_configs}. */
final class ServiceRows {
    // its own mapper: what is stored must not change with how the REST side is configured
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private ServiceRows() {}

    static String json(UserService.Size size) {
        return JSON.writeValueAsString(size);
    }

    static UserService service(ResultSet row, int number) throws SQLException {
        return new UserService(
                row.getLong("id"),
                new CustomerId(row.getLong("user_id")),
                row.getString("service_name"),
                row.getString("service_type"),
                row.getString("service_version"),
                ServiceStatus.of(row.getString("service_status")),
                row.getString("instance_key"),
                row.getInt("config_version"),
                row.getObject("port_number", Integer.class),
                JSON.readValue(row.getString("resource_quota"), UserService.Size.class),
                row.getString("visibility"),
                row.getString("description"),
                row.getBoolean("is_default"),
                row.getBoolean("auto_start"),
                Objects.requireNonNull(instant(row, "created_at")),
                Objects.requireNonNull(instant(row, "updated_at")),
                instant(row, "last_started_at"),
                instant(row, "last_stopped_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
