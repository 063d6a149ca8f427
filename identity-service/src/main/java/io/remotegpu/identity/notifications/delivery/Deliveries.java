package io.remotegpu.identity.notifications.delivery;

import io.remotegpu.identity.notifications.Channel;
import io.remotegpu.identity.notifications.Notice;
import io.remotegpu.identity.notifications.NoticeArguments;
import io.remotegpu.identity.notifications.Notification;
import io.remotegpu.identity.notifications.Outgoing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of deliveries. A try is a lease on its row: if the replica that has it dies, another one tries when the lease is over. */
@Repository
class Deliveries implements Outgoing, DirectMail {
    private static final int LONGEST_ERROR = 500;

    private final JdbcClient jdbc;
    private final Webhooks webhooks;
    private final Clock clock;

    Deliveries(JdbcClient jdbc, Webhooks webhooks, Clock clock) {
        this.jdbc = jdbc;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    @Override
    public void enqueue(Notification notification, Channel channel) {
        if (channel == Channel.WEBHOOK
                && webhooks.active(notification.customer()).isEmpty()) {
            return;
        }
        insert(notification.id(), notification.customer().value(), null, channel, notification.notice());
    }

    @Override
    public void enqueue(String address, Notice notice) {
        insert(null, null, address, Channel.MAIL, notice);
    }

    /** Takes what is due, for as long as the lease lasts. */
    List<Delivery> take(int most, Duration lease) {
        return jdbc.sql("""
                update notification_deliveries set attempts = attempts + 1, next_attempt_at = :leased
                where id in (
                    select id from notification_deliveries where status = 'waiting' and next_attempt_at <= :now
                    order by next_attempt_at limit :most for update skip locked)
                returning *
                """)
                .param("leased", utc(clock.instant().plus(lease)))
                .param("now", utc(clock.instant()))
                .param("most", most)
                .query(Delivery::of)
                .list();
    }

    void delivered(UUID id) {
        jdbc.sql("update notification_deliveries set status = 'delivered', last_error = null where id = :id")
                .param("id", id)
                .update();
    }

    void failed(UUID id, String error, Instant nextAttempt) {
        jdbc.sql("""
                update notification_deliveries set last_error = :error, next_attempt_at = :next
                where id = :id and status = 'waiting'
                """)
                .param("error", cut(error))
                .param("next", utc(nextAttempt))
                .param("id", id)
                .update();
    }

    void givenUp(UUID id, String error) {
        jdbc.sql("""
                update notification_deliveries set status = 'given_up', last_error = :error
                where id = :id and status = 'waiting'
                """).param("error", cut(error)).param("id", id).update();
    }

    void prune(Duration age) {
        jdbc.sql("delete from notification_deliveries where status <> 'waiting' and created_at < :before")
                .param("before", utc(clock.instant().minus(age)))
                .update();
    }

    private void insert(
            @Nullable Long notification,
            @Nullable Long customer,
            @Nullable String address,
            Channel channel,
            Notice notice) {
        jdbc.sql("""
                insert into notification_deliveries
                    (id, notification_id, customer_id, address, channel, kind, args, next_attempt_at, created_at)
                values (:id, :notification, :customer, :address, :channel, :kind, cast(:args as jsonb), :now, :now)
                """)
                .param("id", UUID.randomUUID())
                .param("notification", notification)
                .param("customer", customer)
                .param("address", address)
                .param("channel", channel.wireName())
                .param("kind", notice.kind().wireName())
                .param("args", NoticeArguments.write(notice.args()))
                .param("now", utc(clock.instant()))
                .update();
    }

    private static String cut(String error) {
        String printable = error.replaceAll("\\p{Cntrl}+", " ");
        return printable.length() <= LONGEST_ERROR ? printable : printable.substring(0, LONGEST_ERROR);
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
