package io.remotegpu.identity.notifications.delivery;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.identity.notifications.Channel;
import io.remotegpu.identity.notifications.Notice;
import io.remotegpu.identity.notifications.NoticeArguments;
import io.remotegpu.identity.notifications.NotificationKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One notice on its way out.
 *
 * @param id the same on every try, so that a receiver can tell a repeat
 * @param customer null for somebody without an account
 * @param address where to, if the customer's own does not say it
 * @param attempts tries so far, this one included
 */
record Delivery(
        UUID id,
        @Nullable CustomerId customer,
        @Nullable String address,
        Channel channel,
        Notice notice,
        int attempts,
        Instant createdAt) {
    static Delivery of(ResultSet row, int number) throws SQLException {
        Long customer = row.getObject("customer_id", Long.class);
        return new Delivery(
                row.getObject("id", UUID.class),
                customer == null ? null : new CustomerId(customer),
                row.getString("address"),
                Channel.of(row.getString("channel")),
                new Notice(NotificationKind.of(row.getString("kind")), NoticeArguments.read(row.getString("args"))),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
