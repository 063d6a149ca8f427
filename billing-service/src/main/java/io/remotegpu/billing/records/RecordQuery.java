package io.remotegpu.billing.records;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.web.FieldError;
import io.remotegpu.web.PageQuery;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The conditions of a caller's list, as SQL with named parameters. */
record RecordQuery(String where, Map<String, Object> params) {
    private static final Set<String> STATUSES = Set.of("open", "closed", "paused", "void");

    static RecordQuery of(CustomerId owner, PageQuery query) {
        List<String> conditions = new ArrayList<>(List.of("customer_id = :owner"));
        Map<String, Object> params = new LinkedHashMap<>(Map.of("owner", owner.value()));
        addList(conditions, params, "environment_id", query.values("environment_id"));
        addList(conditions, params, "status", statuses(query));
        addList(conditions, params, "workspace_id", workspaces(query));
        query.instant("from").ifPresent(from -> addInstant(conditions, params, "until_time > :from", "from", from));
        query.instant("to").ifPresent(to -> addInstant(conditions, params, "start_time < :to", "to", to));
        return new RecordQuery(String.join(" and ", conditions), params);
    }

    private static void addList(List<String> conditions, Map<String, Object> params, String column, List<?> values) {
        if (!values.isEmpty()) {
            conditions.add(column + " in (:" + column + ")");
            params.put(column, values);
        }
    }

    private static void addInstant(
            List<String> conditions, Map<String, Object> params, String condition, String name, Instant instant) {
        conditions.add(condition);
        params.put(name, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    private static List<String> statuses(PageQuery query) {
        List<String> statuses = query.values("status");
        if (!STATUSES.containsAll(statuses)) {
            throw FieldError.refuse("status", "must be of open, closed, paused, void");
        }
        return statuses;
    }

    private static List<Long> workspaces(PageQuery query) {
        try {
            return query.values("workspace_id").stream().map(Long::valueOf).toList();
        } catch (NumberFormatException notANumber) {
            throw FieldError.refuse("workspace_id", "must be a number");
        }
    }
}
