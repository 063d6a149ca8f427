package io.remotegpu.identity.notifications.delivery;

import io.remotegpu.contracts.CustomerId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a customer wants notifications sent. */
record Webhook(
        CustomerId customer,
        URI url,
        UUID salt,
        int failures,
        @Nullable Instant disabledAt,
        @Nullable String disabledReason,
        Instant createdAt) {
    static Webhook of(ResultSet row, int number) throws SQLException {
        OffsetDateTime disabled = row.getObject("disabled_at", OffsetDateTime.class);
        return new Webhook(
                new CustomerId(row.getLong("customer_id")),
                URI.create(row.getString("url")),
                row.getObject("salt", UUID.class),
                row.getInt("failures"),
                disabled == null ? null : disabled.toInstant(),
                row.getString("disabled_reason"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
