package io.remotegpu.workspace.environments;

import static io.remotegpu.workspace.environments.EnvironmentRows.timestamp;

import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.remotegpu.workspace.lifecycle.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists of environments: those of the workspaces the caller is in; an administrator sees all. */
@Repository
class EnvironmentListing {
    private static final String SEEN = """
            from environments where deleted_at is null
            and (:admin or workspace_id in
                (select workspace_id from workspace_members where customer_id = :caller and status = 'active'))
            """;

    private final JdbcClient jdbc;

    EnvironmentListing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    PageView<EnvironmentView> page(Caller caller, PageQuery query) {
        Conditions conditions = Conditions.of(caller, query);
        List<EnvironmentView> items = jdbc
                .sql("select * " + SEEN + conditions.sql() + " and " + query.seek() + " order by " + query.orderBy()
                        + " limit :limit offset :offset")
                .params(conditions.params())
                .params(query.seekParams())
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(EnvironmentRows::environment)
                .list()
                .stream()
                .map(EnvironmentView::of)
                .toList();
        long total = query.cursor() == null ? count(conditions) : 0;
        return PageView.of(query, items, total, EnvironmentListing::column);
    }

    private long count(Conditions conditions) {
        return jdbc.sql("select count(*) " + SEEN + conditions.sql())
                .params(conditions.params())
                .query(Long.class)
                .single();
    }

    private static Object column(EnvironmentView environment, String column) {
        return switch (column) {
            case "created_at" -> environment.createdAt();
            case "name" -> environment.name();
            case "status" -> environment.status().wireName();
            default -> environment.id();
        };
    }

    /** Only what the caller filters by, so that an index can serve it. */
    private record Conditions(String sql, Map<String, Object> params) {
        static Conditions of(Caller caller, PageQuery query) {
            List<String> sql = new ArrayList<>();
            Map<String, Object> params = new LinkedHashMap<>();
            params.put("admin", caller.isAdmin());
            params.put("caller", caller.id().value());
            List<String> statuses = query.values("status", Status.class).stream()
                    .map(Status::wireName)
                    .toList();
            among("status", statuses, sql, params);
            among("name", query.values("name"), sql, params);
            among("workspace_id", numbers(query, "workspace_id"), sql, params);
            query.instant("created_after").ifPresent(after -> {
                sql.add(" and created_at > :created_after");
                params.put("created_after", timestamp(after));
            });
            query.instant("created_before").ifPresent(before -> {
                sql.add(" and created_at < :created_before");
                params.put("created_before", timestamp(before));
            });
            return new Conditions(String.join("", sql), params);
        }

        private static void among(String column, List<?> values, List<String> sql, Map<String, Object> params) {
            if (!values.isEmpty()) {
                sql.add(" and " + column + " in (:" + column + ")");
                params.put(column, values);
            }
        }

        private static List<Long> numbers(PageQuery query, String filter) {
            try {
                return query.values(filter).stream().map(Long::valueOf).toList();
            } catch (NumberFormatException notANumber) {
                throw FieldError.refuse(filter, "must be whole numbers separated by commas");
            }
        }
    }
}
