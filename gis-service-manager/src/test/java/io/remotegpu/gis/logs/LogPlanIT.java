package io.remotegpu.gis.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.gis.Plans;
import io.remotegpu.gis.RunningGis;
import io.remotegpu.web.Cursor;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageQuery.Order;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** The very statements of the operation log, on 100,000 entries. */
class LogPlanIT extends RunningGis {
    private static final String ENTRIES = """
            insert into service_logs (service_config_id, user_id, operation_type, operation_status, created_at)
            select id, user_id, 'start', 'success', timestamptz '2026-01-01' + k * interval '1 hour'
            from (select id, user_id from user_service_configs where instance_key like 'plan%' order by id limit 200) services,
                 generate_series(1, 500) k
            """;

    @Autowired
    private TransactionOperations transaction;

    @Test
    void readsTheLogOfAServiceAndForgetsTheOldestByIndex() {
        Plans.on(jdbc, transaction, List.of(ENTRIES, "analyze service_logs"), plans -> {
            long service = plans.firstService();
            for (PageQuery query : List.of(query(Map.of(), null), query(Map.of(), new Cursor("-id", null, "70000")))) {
                assertThat(plans.of(LogRepository.sql(query), LogRepository.params(service, query)))
                        .contains("idx_service_logs_service_config_id")
                        .doesNotContain("Seq Scan");
            }
            PageQuery day = query(
                    Map.of("start_time", List.of("2026-01-05T00:00:00Z"), "end_time", List.of("2026-01-06T00:00:00Z")),
                    null);
            assertThat(plans.of(LogRepository.sql(day), LogRepository.params(service, day)))
                    .contains("idx_service_logs_")
                    .doesNotContain("Seq Scan");
            assertThat(plans.of(
                            LogRepository.FORGET,
                            Map.of(
                                    "end",
                                    NOON.minusSeconds(60L * 86_400).atOffset(java.time.ZoneOffset.UTC),
                                    "limit",
                                    100)))
                    .contains("idx_service_logs_created_at")
                    .doesNotContain("Seq Scan");
        });
    }

    private static PageQuery query(Map<String, List<String>> filters, @Nullable Cursor cursor) {
        return new PageQuery(1, 20, List.of(new Order("id", true)), "id", filters, cursor);
    }
}
