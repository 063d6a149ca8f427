package io.remotegpu.billing.rollup;

import io.remotegpu.billing.turns.Turns;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Brings months that were added up already to what their days come to after a change. */
@Component
class RolledMonths {
    /** Shared by those who change days of months that are over; who adds such months up takes it. */
    static final String TURN = "rolled months";

    private static final String CHANGES = """
            with changes as (
                select use.*, cast(date_trunc('month', cast(day as timestamp)) as date) as month from jsonb_to_recordset(cast(:rows as jsonb))
                    as use (customer_id bigint, day date, workspace_id bigint, environment_id text, kind text, gpu_model text, currency text,
                            duration_s bigint, gpu_seconds numeric, amount numeric))
            """;
    private static final String MONTHLY = CHANGES + """
            insert into usage_monthly as total
                (month, customer_id, workspace_id, environment_id, kind, gpu_model, currency, duration_s, gpu_seconds, amount)
            select month, customer_id, workspace_id, environment_id, kind, gpu_model, currency, sum(duration_s), sum(gpu_seconds), sum(amount)
            from changes join rolled_months using (month) group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7
            on conflict (month, customer_id, workspace_id, environment_id, kind, gpu_model, currency) do update set
                duration_s = total.duration_s + excluded.duration_s, gpu_seconds = total.gpu_seconds + excluded.gpu_seconds,
                amount = total.amount + excluded.amount
            """;
    private static final String BY_DAY = CHANGES + """
            insert into usage_by_day as total (day, currency, duration_s, gpu_seconds, amount)
            select day, currency, sum(duration_s), sum(gpu_seconds), sum(amount)
            from changes join rolled_months using (month) group by 1, 2 order by 1, 2
            on conflict (day, currency) do update set
                duration_s = total.duration_s + excluded.duration_s, gpu_seconds = total.gpu_seconds + excluded.gpu_seconds,
                amount = total.amount + excluded.amount
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Turns turns;

    RolledMonths(JdbcClient jdbc, JsonMapper json, Turns turns) {
        this.jdbc = jdbc;
        this.json = json;
        this.turns = turns;
    }

    /** To be called before the days change, in the same transaction: a month is not added up between the two. */
    void correct(List<DailyUse> late) {
        if (late.isEmpty()) {
            return;
        }
        turns.share(TURN);
        String rows = json.writeValueAsString(late);
        jdbc.sql(MONTHLY).param("rows", rows).update();
        jdbc.sql(BY_DAY).param("rows", rows).update();
    }
}
