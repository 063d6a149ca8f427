package io.remotegpu.gis.services;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.web.Caller;
import io.remotegpu.web.PageQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A caller's own services, a page at a time. */
@Repository
class ServiceListing {
    private static final String FILTERED = " from user_service_configs where deleted_at is null and user_id = :caller"
            + " and (:any_type or service_type in (:types)) and (:any_status or service_status in (:statuses))"
            + " and (:any_default or is_default) ";

    private final JdbcClient jdbc;

    ServiceListing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<UserService> page(Caller caller, PageQuery query) {
        return jdbc.sql(sql(query))
                .params(params(caller.id(), query))
                .query(ServiceRows::service)
                .list();
    }

    long count(Caller caller, PageQuery query) {
        return jdbc.sql("select count(*)" + FILTERED)
                .params(filters(caller.id(), query))
                .query(Long.class)
                .single();
    }

    /** The statement of one page. */
    static String sql(PageQuery query) {
        return "select *" + FILTERED + " order by " + query.orderBy() + " limit :limit offset :offset";
    }

    static Map<String, Object> params(CustomerId caller, PageQuery query) {
        Map<String, Object> params = filters(caller, query);
        params.put("limit", query.limit());
        params.put("offset", query.offset());
        return params;
    }

    private static Map<String, Object> filters(CustomerId caller, PageQuery query) {
        List<String> types = query.values("service_type");
        List<String> statuses = query.values("status").stream()
                .map(ServiceStatus::of)
                .map(ServiceStatus::wireName)
                .toList();
        Map<String, Object> filters = new LinkedHashMap<>();
        filters.put("caller", caller.value());
        filters.put("any_type", types.isEmpty());
        filters.put("types", types.isEmpty() ? List.of("") : types);
        filters.put("any_status", statuses.isEmpty());
        filters.put("statuses", statuses.isEmpty() ? List.of("") : statuses);
        filters.put(
                "any_default", !query.value("is_default").filter("true"::equals).isPresent());
        return filters;
    }
}
