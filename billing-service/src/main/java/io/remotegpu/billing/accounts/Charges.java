package io.remotegpu.billing.accounts;

import java.time.Clock;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Charges accounts with what was used. */
@Component
public class Charges {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AccountProperties properties;
    private final Clock clock;

    Charges(JdbcClient jdbc, JsonMapper json, AccountProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.properties = properties;
        this.clock = clock;
    }

    /** Runs in the caller's transaction. A customer without an account gets one. */
    public void use(Collection<Charge> charges) {
        jdbc.sql("""
                with used as (
                    select customer_id, currency, sum(amount) as amount
                    from jsonb_to_recordset(cast(:rows as jsonb)) as c (customer_id bigint, currency text, amount numeric)
                    group by customer_id, currency having sum(amount) <> 0 order by customer_id, currency),
                booked as (
                    insert into account_entries (customer_id, currency, kind, amount, created_at)
                    select customer_id, currency, 'usage', -amount, cast(:now as timestamptz) from used)
                insert into accounts as account (customer_id, currency, mode, credit_limit, low_balance, balance)
                select customer_id, currency, :mode, cast(:limit as numeric), :low, -amount from used
                on conflict (customer_id, currency) do update set balance = account.balance + excluded.balance
                """)
                .param("rows", json.writeValueAsString(charges))
                .param("now", clock.instant().toString())
                .param("mode", properties.mode().wireName())
                .param("limit", properties.creditLimit())
                .param("low", properties.lowBalance())
                .update();
    }
}
