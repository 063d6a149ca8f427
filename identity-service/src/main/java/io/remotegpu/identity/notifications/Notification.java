package io.remotegpu.identity.notifications;

import io.remotegpu.contracts.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** One notice to one person. */
public record Notification(
        long id,
        CustomerId customer,
        Notice notice,
        Instant createdAt,
        @Nullable Instant readAt) {
    static Notification of(ResultSet row, int number) throws SQLException {
        return new Notification(
                row.getLong("id"),
                new CustomerId(row.getLong("customer_id")),
                new Notice(NotificationKind.of(row.getString("kind")), NoticeArguments.read(row.getString("args"))),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("read_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
