package io.remotegpu.workspace.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One line of the log. {@code actorId} is missing for the platform itself, {@code customerId} where nobody was concerned. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditView(
        long id,
        Instant at,
        @Nullable Long actorId,
        String actor,
        Action action,
        @Nullable Long customerId,
        JsonNode before,
        JsonNode after) {

    static AuditView of(ResultSet row, int number) throws SQLException {
        return new AuditView(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("actor_id", Long.class),
                row.getString("actor"),
                Action.of(row.getString("action")),
                row.getObject("customer_id", Long.class),
                JsonMapper.shared().readTree(row.getString("before")),
                JsonMapper.shared().readTree(row.getString("after")));
    }
}
