package io.remotegpu.identity.accounts;

import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Pages through accounts. */
@Repository
class AccountList {
    /** A filter that was not used is null, or its list is empty. */
    private static final String MATCHES = """
            (:anyStatus or status = any(:status))
            and (:anyUserType or user_type = any(:userType))
            and (:anyAccountType or account_type = any(:accountType))
            and (:username::text is null or position(lower(:username::text) in lower(username)) > 0)
            and (:email::text is null or position(lower(:email::text) in lower(email)) > 0)
            and (:after::timestamptz is null or created_at >= :after::timestamptz)
            and (:before::timestamptz is null or created_at < :before::timestamptz)
            """;

    private final JdbcClient jdbc;

    AccountList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    PageView<UserView> page(PageQuery query) {
        Map<String, Object> filters = filters(query);
        List<UserView> items = jdbc
                .sql("select * from customers where " + MATCHES + " and " + query.seek() + " order by "
                        + query.orderBy() + " limit :limit offset :offset")
                .params(filters)
                .params(query.seekParams())
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(Accounts::account)
                .list()
                .stream()
                .map(UserView::of)
                .toList();
        return PageView.of(query, items, query.cursor() == null ? count(filters) : 0, AccountList::value);
    }

    private long count(Map<String, Object> filters) {
        return jdbc.sql("select count(*) from customers where " + MATCHES)
                .params(filters)
                .query(Long.class)
                .single();
    }

    private static Map<String, Object> filters(PageQuery query) {
        Map<String, Object> filters = new HashMap<>();
        anyOf(
                filters,
                "status",
                query.values("status", AccountStatus.class).stream()
                        .map(AccountStatus::wireName)
                        .toList());
        anyOf(
                filters,
                "userType",
                query.values("user_type", UserType.class).stream()
                        .map(UserType::wireName)
                        .toList());
        anyOf(
                filters,
                "accountType",
                query.values("account_type", AccountType.class).stream()
                        .map(AccountType::wireName)
                        .toList());
        filters.put("username", query.value("username").orElse(null));
        filters.put("email", query.value("email").orElse(null));
        filters.put("after", time(query, "created_after"));
        filters.put("before", time(query, "created_before"));
        return filters;
    }

    private static void anyOf(Map<String, Object> filters, String name, List<String> values) {
        filters.put("any" + Character.toUpperCase(name.charAt(0)) + name.substring(1), values.isEmpty());
        filters.put(name, values.toArray(String[]::new));
    }

    private static @Nullable Timestamp time(PageQuery query, String name) {
        return query.instant(name).map(Timestamp::from).orElse(null);
    }

    private static Object value(UserView user, String column) {
        return switch (column) {
            case "created_at" -> user.createdAt();
            case "username" -> user.username();
            case "email" -> user.email();
            default -> user.id();
        };
    }
}
