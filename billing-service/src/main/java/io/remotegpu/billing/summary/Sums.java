package io.remotegpu.billing.summary;

/** Where the sums of days that are over are read: SQL with the columns that a {@link GroupBy} names. */
enum Sums {
    /** Day by day; of one customer or workspace, for which there is an index. */
    DAYS("false", """
            select customer_id, workspace_id, environment_id, kind, gpu_model, currency, day, duration_s::numeric, gpu_seconds, amount
            from usage_daily where day >= :from and day < :to and %s
            """),
    /** Of everybody: months that lie in the period as a whole were added up already, the other days are read one by one. */
    MONTHS("month >= :from and month + interval '1 month' <= cast(:to as timestamp)", Sums.DAYS_AT_THE_EDGES + """
            union all
            select m.customer_id, m.workspace_id, m.environment_id, m.kind, m.gpu_model, m.currency, null::date, m.duration_s, m.gpu_seconds, m.amount
            from whole join usage_monthly m using (month) where %s
            """),
    /** The same where the day is asked for, which any month that was added up has. */
    DAYS_OF_EVERYBODY(
            "month >= date_trunc('month', cast(:from as timestamp)) and month < :to", Sums.DAYS_AT_THE_EDGES + """
            union all
            select null, null, null, null, null, d.currency, d.day, d.duration_s, d.gpu_seconds, d.amount
            from usage_by_day d where d.day >= :from and d.day < :to and date_trunc('month', d.day)::date in (select month from whole) and %s
            """);

    private static final String DAYS_AT_THE_EDGES = """
            select u.customer_id, u.workspace_id, u.environment_id, u.kind, u.gpu_model, u.currency, u.day, u.duration_s::numeric, u.gpu_seconds, u.amount
            from generate_series(cast(:from as timestamp), cast(:to as timestamp) - interval '1 day', interval '1 day') as single (day)
            cross join lateral (select * from usage_daily where usage_daily.day = single.day::date offset 0) u
            where date_trunc('month', single.day)::date not in (select month from whole)
            """;

    private final String months;
    private final String sql;

    /** @param months which of those that were added up are read as such */
    Sums(String months, String sql) {
        this.months = months;
        this.sql = sql;
    }

    static Sums of(GroupBy group, Scope scope) {
        if (!scope.isEverybody()) {
            return DAYS;
        }
        return group == GroupBy.DAY ? DAYS_OF_EVERYBODY : MONTHS;
    }

    /** A query to stand before the other, which reads it. */
    String months() {
        return "whole as materialized (select month from rolled_months where " + months + "),";
    }

    String sql(Scope scope) {
        return sql.formatted(scope.where());
    }
}
