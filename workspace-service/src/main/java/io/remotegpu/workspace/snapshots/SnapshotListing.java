package io.remotegpu.workspace.snapshots;

import io.remotegpu.web.Caller;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists of snapshots: those of the workspaces the caller is in; an administrator sees all. */
@Repository
class SnapshotListing {
    private static final String FILTERED = """
             from environment_snapshots where deleted_at is null
            and (:admin or workspace_id in
                (select workspace_id from workspace_members where customer_id = :caller and status = 'active'))
            and (:any_environment or environment_id in (:environments))
            and (:any_workspace or workspace_id in (:workspaces)) and (:any_status or status in (:statuses))
            """;

    private final JdbcClient jdbc;

    SnapshotListing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param environments those of these only, unless it is empty */
    PageView<Snapshot> page(Caller caller, PageQuery query, List<String> environments) {
        Map<String, Object> params = params(caller, query, environments);
        List<Snapshot> items = jdbc.sql("select *" + FILTERED + " and " + query.seek() + " order by " + query.orderBy()
                        + " limit :limit offset :offset")
                .params(params)
                .params(query.seekParams())
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(SnapshotRepository::snapshot)
                .list();
        long total = query.cursor() == null
                ? jdbc.sql("select count(*)" + FILTERED)
                        .params(params)
                        .query(Long.class)
                        .single()
                : 0;
        return PageView.of(query, items, total, SnapshotListing::column);
    }

    private static Map<String, Object> params(Caller caller, PageQuery query, List<String> environments) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("admin", caller.isAdmin());
        params.put("caller", caller.id().value());
        among("environment", "environments", environments, "", params);
        among("workspace", "workspaces", query.numbers("workspace_id"), 0L, params);
        List<String> statuses = query.values("status", SnapshotStatus.class).stream()
                .map(SnapshotStatus::wireName)
                .toList();
        among("status", "statuses", statuses, "", params);
        return params;
    }

    private static <T> void among(String name, String plural, List<T> values, T none, Map<String, Object> params) {
        params.put("any_" + name, values.isEmpty());
        params.put(plural, values.isEmpty() ? List.of(none) : values);
    }

    private static Object column(Snapshot snapshot, String column) {
        return switch (column) {
            case "created_at" -> snapshot.createdAt();
            case "name" -> snapshot.name();
            default -> snapshot.id();
        };
    }
}
