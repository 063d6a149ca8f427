package io.remotegpu.identity.notifications;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.web.FieldError;
import io.remotegpu.web.PageQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of notifications. Of one person's, a later one has the larger id also in the order in which they become visible. */
@Repository
public class Notifications {
    /** What replicas listen to; the payload is the customer's id. */
    public static final String SIGNAL = "notifications";

    private final JdbcClient jdbc;
    private final Clock clock;

    Notifications(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Every replica that streams to the customer hears of it when the transaction commits. */
    Notification insert(CustomerId customer, Notice notice, boolean inApp) {
        // Without it a smaller id could become visible after a larger one, and a stream would have gone past it.
        call("select pg_advisory_xact_lock(hashtextextended('notifications ' || :customer, 0))", customer);
        Notification made = jdbc.sql("""
                insert into notifications (customer_id, kind, args, in_app, created_at)
                values (:customer, :kind, cast(:args as jsonb), :inApp, :now)
                returning *
                """)
                .param("customer", customer.value())
                .param("kind", notice.kind().wireName())
                .param("args", NoticeArguments.write(notice.args()))
                .param("inApp", inApp)
                .param("now", now())
                .query(Notification::of)
                .single();
        call("select pg_notify('" + SIGNAL + "', cast(:customer as text))", customer);
        return made;
    }

    List<Notification> page(CustomerId customer, PageQuery query) {
        return jdbc.sql("select * from notifications where " + matches(query) + " and " + query.seek() + " order by "
                        + query.orderBy() + " limit :limit offset :offset")
                .param("customer", customer.value())
                .params(filters(query))
                .params(query.seekParams())
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(Notification::of)
                .list();
    }

    long count(CustomerId customer, PageQuery query) {
        return jdbc.sql("select count(*) from notifications where " + matches(query))
                .param("customer", customer.value())
                .params(filters(query))
                .query(Long.class)
                .single();
    }

    /** Reading twice changes nothing. Nothing if it is not this customer's. */
    Optional<Notification> markRead(CustomerId customer, long id) {
        return jdbc.sql("""
                update notifications set read_at = coalesce(read_at, :now)
                where id = :id and customer_id = :customer and in_app
                returning *
                """)
                .param("now", now())
                .param("id", id)
                .param("customer", customer.value())
                .query(Notification::of)
                .optional();
    }

    /** How many became read. */
    int markAllRead(CustomerId customer) {
        return jdbc.sql(
                        "update notifications set read_at = :now where customer_id = :customer and in_app and read_at is null")
                .param("now", now())
                .param("customer", customer.value())
                .update();
    }

    /** The newest id there is for this customer, 0 without any. */
    public long newest(CustomerId customer) {
        return jdbc.sql("select coalesce(max(id), 0) from notifications where customer_id = :customer and in_app")
                .param("customer", customer.value())
                .query(Long.class)
                .single();
    }

    /** What came after, oldest first. */
    public List<Notification> after(CustomerId customer, long id, int most) {
        return jdbc.sql("""
                select * from notifications where customer_id = :customer and in_app and id > :id order by id limit :most
                """)
                .param("customer", customer.value())
                .param("id", id)
                .param("most", most)
                .query(Notification::of)
                .list();
    }

    /** Forgets old ones, read or not, a bounded number at a time. */
    int prune(Duration age, int most) {
        return jdbc.sql("""
                delete from notifications where id in (
                    select id from notifications where created_at < :before order by created_at limit :most for update skip locked)
                """)
                .param("before", now().minus(age))
                .param("most", most)
                .update();
    }

    private void call(String function, CustomerId customer) {
        jdbc.sql(function)
                .param("customer", customer.value())
                .query((row, number) -> number)
                .list();
    }

    private static String matches(PageQuery query) {
        String state = query.value("is_read")
                .map(read -> " and read_at is " + (isTrue(read) ? "not " : "") + "null")
                .orElse("");
        return "customer_id = :customer and in_app" + state
                + (query.values("kind").isEmpty() ? "" : " and kind = any(:kinds)");
    }

    private static Map<String, Object> filters(PageQuery query) {
        List<NotificationKind> kinds = query.values("kind", NotificationKind.class);
        return kinds.isEmpty()
                ? Map.of()
                : Map.of("kinds", kinds.stream().map(NotificationKind::wireName).toArray(String[]::new));
    }

    private static boolean isTrue(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw FieldError.refuse("is_read", "must be true or false");
        };
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
