package io.remotegpu.gis.logs;

import io.remotegpu.web.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class LogRepository {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};
    private static final String FILTERED = """
             from service_logs where service_config_id = :service
             and (:any_type or operation_type in (:types)) and (:any_status or operation_status in (:statuses))
             and created_at >= cast(:from as timestamptz) and created_at < cast(:to as timestamptz)
            """;

    static final String FORGET = """
            delete from service_logs where id in (select id from service_logs
                where created_at < :end and operation_status <> 'pending' order by created_at limit :limit
                for update skip locked)
            """;

    private final JdbcClient jdbc;

    LogRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<LogEntry> page(long service, PageQuery query) {
        return jdbc.sql(sql(query))
                .params(params(service, query))
                .query(LogRepository::entry)
                .list();
    }

    /** The statement of one page. */
    static String sql(PageQuery query) {
        return "select *" + FILTERED + " and " + query.seek() + " order by " + query.orderBy()
                + " limit :limit offset :offset";
    }

    static Map<String, Object> params(long service, PageQuery query) {
        Map<String, Object> params = filters(service, query);
        params.putAll(query.seekParams());
        params.put("limit", query.limit());
        params.put("offset", query.offset());
        return params;
    }

    long count(long service, PageQuery query) {
        return jdbc.sql("select count(*)" + FILTERED)
                .params(filters(service, query))
                .query(Long.class)
                .single();
    }

    /** Forgets some entries from before {@code end}; what is pending stays. @return how many */
    int forget(Instant end, int limit) {
        return jdbc.sql(FORGET)
                .param("end", end.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }

    private static Map<String, Object> filters(long service, PageQuery query) {
        List<String> types = names(query.values("operation_type", OperationType.class));
        List<String> statuses = names(query.values("operation_status", OperationStatus.class));
        Map<String, Object> filters = new LinkedHashMap<>();
        filters.put("service", service);
        filters.put("any_type", types.isEmpty());
        filters.put("types", types.isEmpty() ? List.of("") : types);
        filters.put("any_status", statuses.isEmpty());
        filters.put("statuses", statuses.isEmpty() ? List.of("") : statuses);
        filters.put("from", query.instant("start_time").map(Instant::toString).orElse("-infinity"));
        filters.put("to", query.instant("end_time").map(Instant::toString).orElse("infinity"));
        return filters;
    }

    private static List<String> names(List<? extends Enum<?>> values) {
        return values.stream().map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    }

    private static LogEntry entry(ResultSet row, int number) throws SQLException {
        String details = row.getString("error_details");
        return new LogEntry(
                row.getLong("id"),
                row.getLong("service_config_id"),
                row.getLong("user_id"),
                row.getString("operation_type"),
                row.getString("operation_status"),
                row.getString("log_message"),
                details == null ? null : JSON.readValue(details, DETAILS),
                row.getObject("execution_time_ms", Integer.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
