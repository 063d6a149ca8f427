package io.remotegpu.gis.logs;

import io.remotegpu.contracts.CustomerId;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Where every part writes down what it does to services, in the transaction that makes it true. Details pass {@link Redaction}. */
@Component
public class OperationLog {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final Clock clock;

    OperationLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Done, and how long it took. */
    public void done(long service, CustomerId who, OperationType type, String message, Duration took) {
        insert(service, who, type, OperationStatus.SUCCESS, message, Map.of(), took);
    }

    /** @param details why, for programs: such as {@code cause} and {@code log}, the last lines it printed */
    public void failed(
            long service, CustomerId who, OperationType type, String message, Map<String, ?> details, Duration took) {
        insert(service, who, type, OperationStatus.FAILED, message, details, took);
    }

    /** Begun. @return what {@link #finish} takes */
    public long begin(long service, CustomerId who, OperationType type, String message) {
        return insert(service, who, type, OperationStatus.PENDING, message, Map.of(), null);
    }

    /** Ends what was begun, with the time since; does nothing if it was ended already. */
    public void finish(long entry, OperationStatus status, String message, Map<String, ?> details) {
        jdbc.sql("""
                        update service_logs set operation_status = :status, log_message = :message,
                            error_details = cast(:details as jsonb),
                            execution_time_ms = least(2147483647,
                                extract(epoch from cast(:now as timestamptz) - created_at) * 1000)::int
                        where id = :id and operation_status = 'pending'
                        """)
                .param("id", entry)
                .param("status", status.wireName())
                .param("message", Redaction.of(message))
                .param("details", json(details))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private long insert(
            long service,
            CustomerId who,
            OperationType type,
            OperationStatus status,
            String message,
            Map<String, ?> details,
            @Nullable Duration took) {
        return jdbc.sql("""
                        insert into service_logs (service_config_id, user_id, operation_type, operation_status,
                            log_message, error_details, execution_time_ms, created_at)
                        values (:service, :who, :type, :status, :message, cast(:details as jsonb), :took, :now)
                        returning id
                        """)
                .param("service", service)
                .param("who", who.value())
                .param("type", type.wireName())
                .param("status", status.wireName())
                .param("message", Redaction.of(message))
                .param("details", json(details))
                .param("took", took == null ? null : (int) Math.min(Integer.MAX_VALUE, took.toMillis()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private static @Nullable String json(Map<String, ?> details) {
        return details.isEmpty() ? null : Redaction.of(JSON.writeValueAsString(details));
    }
}
