package io.remotegpu.gis;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What the database does for a statement where there are many rows; none of them stays. */
public record Plans(JdbcClient jdbc) {
    /** 100,000 services of 1,000 users, one in fifty of which runs. */
    private static final String SERVICES = """
            insert into user_service_configs (user_id, service_name, service_type, service_version, service_status, instance_key, config_data,
                                              resource_quota, created_at, updated_at, last_started_at)
            select 9000000 + n % 1000, 'plan-' || n, case when n % 3 = 0 then 'geoserver' else 'martin' end, '1',
                   case when n % 49 = 0 then 'running' else 'stopped' end, 'plan' || n, '{}', '{"storage_mb": 1}',
                   timestamptz '2026-01-01' + n * interval '1 minute', now(), timestamptz '2026-01-01' + n * interval '1 minute'
            from generate_series(1, 100000) n
            """;

    /** @param rows statements that write more about the services */
    public static void on(JdbcClient jdbc, TransactionOperations transaction, List<String> rows, Consumer<Plans> look) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql(SERVICES).update();
            // Else every row that refers to one is checked as if there were but a few: by reading all.
            jdbc.sql("analyze user_service_configs").update();
            rows.forEach(statement -> jdbc.sql(statement).update());
            look.accept(new Plans(jdbc));
        });
        // What was counted of them and the room that they took would stay for the classes after this one.
        jdbc.sql("vacuum analyze user_service_configs, service_states, service_logs, accounts, spending_blocks")
                .update();
    }

    /** One of the 100,000. */
    public long firstService() {
        return jdbc.sql("select id from user_service_configs where instance_key = 'plan1'")
                .query(Long.class)
                .single();
    }

    public String of(String sql, Map<String, ?> params) {
        return String.join(
                "\n",
                jdbc.sql("explain (costs off) " + sql)
                        .params(params)
                        .query(String.class)
                        .list());
    }
}
