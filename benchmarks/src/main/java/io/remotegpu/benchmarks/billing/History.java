package io.remotegpu.benchmarks.billing;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes up what was billed long ago, with the daily sums that the service would have kept. */
final class History {
    private History() {}

    /** A year of 1,000,000 closed records of 500 customers in 100 workspaces and 1,000 environments. */
    static void million(JdbcClient jdbc) {
        jdbc.sql("""
                insert into billing_records (id, environment_id, epoch, segment, customer_id, workspace_id, resource, start_time, end_time, duration_s,
                                             unit_price, amount, currency, status)
                select gen_random_uuid(), 'env-past-' || n % 1000, n, 0, n % 500 + 1, n % 100 + 1,
                       jsonb_build_object('gpu_model', (array['NVIDIA A100', 'NVIDIA H100', 'NVIDIA T4'])[n % 1000 % 3 + 1], 'gpus', 1, 'cpu', 4, 'memory', 8192, 'storage', 0),
                       timestamptz '2025-11-01T00:00:00Z' + n * interval '31 seconds', timestamptz '2025-11-01T00:00:00Z' + n * interval '31 seconds' + interval '20 minutes',
                       1200, 2.12, 0.706667, 'USD', 'closed'
                from generate_series(0, 999999) n
                """).update();
        jdbc.sql("""
                insert into usage_daily (customer_id, day, workspace_id, environment_id, kind, gpu_model, currency, duration_s, gpu_seconds, amount)
                select customer_id, (start_time at time zone 'UTC')::date, workspace_id, environment_id, kind, resource ->> 'gpu_model', currency,
                       sum(duration_s), sum(duration_s), sum(amount)
                from billing_records where environment_id like 'env-past-%' group by 1, 2, 3, 4, 5, 6, 7
                on conflict do nothing
                """).update();
        jdbc.sql("analyze billing_records").update();
        jdbc.sql("analyze usage_daily").update();
    }

    /** What these many new customers used in three environments on each day of the month before this one. */
    static void month(JdbcClient jdbc, int customers) {
        jdbc.sql("""
                insert into usage_daily (customer_id, day, workspace_id, environment_id, kind, gpu_model, currency, duration_s, gpu_seconds, amount)
                select 1000000 + c, date_trunc('month', now() - interval '1 month')::date + d, c, 'env-' || c || '-' || e, 'compute', 'NVIDIA A100', 'USD', 3600, 3600, 2.12
                from generate_series(1, :customers) c, generate_series(0, 27) d, generate_series(1, 3) e
                """).param("customers", customers).update();
    }
}
