package io.remotegpu.workspace.environments;

import static io.remotegpu.workspace.environments.EnvironmentRows.timestamp;

import io.remotegpu.web.PageQuery;
import io.remotegpu.workspace.lifecycle.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Only what the caller filters by, so that an index can serve it. */
record ListingConditions(String sql, Map<String, Object> params) {
    static ListingConditions of(PageQuery query) {
        List<String> sql = new ArrayList<>();
        Map<String, Object> params = new LinkedHashMap<>();
        List<String> statuses = query.values("status", Status.class).stream()
                .map(Status::wireName)
                .toList();
        among("status", statuses, sql, params);
        among("name", query.values("name"), sql, params);
        among("host_id", query.values("host_id"), sql, params);
        among("workspace_id", query.numbers("workspace_id"), sql, params);
        among("customer_id", query.numbers("customer_id"), sql, params);
        query.instant("created_after").ifPresent(after -> {
            sql.add(" and created_at > :created_after");
            params.put("created_after", timestamp(after));
        });
        query.instant("created_before").ifPresent(before -> {
            sql.add(" and created_at < :created_before");
            params.put("created_before", timestamp(before));
        });
        return new ListingConditions(String.join("", sql), params);
    }

    /** A copy, to which each statement adds what it alone needs. */
    @Override
    public Map<String, Object> params() {
        return new LinkedHashMap<>(params);
    }

    private static void among(String column, List<?> values, List<String> sql, Map<String, Object> params) {
        if (!values.isEmpty()) {
            sql.add(" and " + column + " in (:" + column + ")");
            params.put(column, values);
        }
    }
}
