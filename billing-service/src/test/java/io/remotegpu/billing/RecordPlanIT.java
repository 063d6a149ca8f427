package io.remotegpu.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** Which indexes serve the lists and sums that people ask for, on 8,000 records of which nothing stays. */
class RecordPlanIT extends BillingTestBase {
    private static final String RECORDS = """
            insert into billing_records (id, environment_id, epoch, segment, customer_id, workspace_id, resource, start_time, end_time, duration_s,
                                         unit_price, amount, currency, status)
            select gen_random_uuid(), 'env-plan-' || n, n, 0, n % 2000 + 1000000, n % 500 + 1000000, '{"gpu_model": "", "gpus": 1}',
                   timestamptz '2026-02-01' + n * interval '50 seconds', timestamptz '2026-02-01' + n * interval '51 seconds', 1, 1, 1, 'USD', 'closed'
            from generate_series(1, 8000) n
            """;
    private static final String DAYS = """
            insert into usage_daily (customer_id, day, workspace_id, environment_id, kind, gpu_model, currency, duration_s, gpu_seconds, amount)
            select n % 2000 + 1000000, date '2026-02-01' + n % 28, n % 500 + 1000000, 'env-plan-' || n, 'compute', 'none', 'USD', 1, 1, 1
            from generate_series(1, 8000) n
            """;

    @Autowired
    private TransactionOperations transaction;

    @Test
    void findsTheNewestRecordsOfACustomerByTheirIndexInEachMonth() {
        assertThat(
                        plan(
                                "select * from metered(now()) where customer_id = :who and start_time < now() order by start_time desc, id desc limit 20"))
                .contains("billing_records_2026_02_customer_id_start_time_idx")
                .doesNotContain("Seq Scan on billing_records_2026_02");
    }

    @Test
    void addsUpTheDaysOfACustomerAndOfAWorkspaceByIndex() {
        assertThat(plan("select sum(amount) from usage_daily where customer_id = :who and day >= '2026-02-01'"))
                .contains("usage_daily_pkey")
                .doesNotContain("Seq Scan");
        assertThat(plan("select sum(amount) from usage_daily where workspace_id = :who and day >= '2026-02-01'"))
                .contains("usage_daily_of_workspace")
                .doesNotContain("Seq Scan");
    }

    private String plan(String sql) {
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            jdbc.sql(RECORDS).update();
            jdbc.sql(DAYS).update();
            jdbc.sql("analyze billing_records, usage_daily").update();
            return String.join(
                    "\n",
                    jdbc.sql("explain (costs off) " + sql)
                            .params(Map.of("who", 1_000_007L))
                            .query(String.class)
                            .list());
        }));
    }
}
