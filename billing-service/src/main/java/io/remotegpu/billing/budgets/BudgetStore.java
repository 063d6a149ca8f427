package io.remotegpu.billing.budgets;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

@Repository
class BudgetStore {
    /** The days of this month that are added up, and of what runs the part that is not. */
    private static final String WITH_USE = """
            select b.id, b.customer_id, b.workspace_id, b.unit, b.amount, b.warn_percent, b.blocks, b.blocked_in,
                   round(case when b.unit = 'gpu_hours' then (daily.gpu_seconds + running.gpu_seconds) / 3600 else daily.amount + running.amount end, 6) as used
            from budgets b
            cross join lateral (
                select coalesce(sum(u.gpu_seconds), 0) as gpu_seconds, coalesce(sum(u.amount) filter (where u.currency = b.unit), 0) as amount
                from usage_daily u
                where u.day >= :month and case when b.workspace_id is null then u.customer_id = b.customer_id else u.workspace_id = b.workspace_id end) daily
            cross join lateral (
                select coalesce(sum(part.seconds * (r.resource ->> 'gpus')::numeric), 0) as gpu_seconds,
                       coalesce(sum(part.seconds * r.unit_price / 3600) filter (where r.currency = b.unit), 0) as amount
                from billing_records r
                cross join lateral (select greatest(0, extract(epoch from date_trunc('second', cast(:now as timestamptz))
                    - greatest(coalesce(r.accrued_until, r.start_time), :month::timestamp at time zone 'UTC'))) as seconds) part
                where r.status = 'open'
                  and case when b.workspace_id is null then r.customer_id = b.customer_id else r.workspace_id = b.workspace_id end) running
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    BudgetStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    LocalDate month() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
    }

    /** The customer's own, and those of the workspaces that the customer manages. */
    List<Budget> of(long customer) {
        return query(WITH_USE + """
                where b.customer_id = :customer and b.workspace_id is null
                   or b.workspace_id in (select workspace_id from workspace_managers where customer_id = :customer)
                order by b.workspace_id nulls first, b.unit
                """)
                .param("customer", customer)
                .query(Budget.class)
                .list();
    }

    /** Locked; those that another replica looks at are passed over. */
    List<Budget> after(long id, int batch) {
        return query(WITH_USE + "where b.id > :id order by b.id limit :batch for update of b skip locked")
                .param("id", id)
                .param("batch", batch)
                .query(Budget.class)
                .list();
    }

    void put(long customer, NewBudget wanted) {
        jdbc.sql("""
                insert into budgets (customer_id, workspace_id, unit, amount, warn_percent, blocks)
                values (:customer, cast(:workspace as bigint), :unit, :amount, :warn, :blocks)
                on conflict (customer_id, workspace_id, unit) do update set
                    amount = excluded.amount, warn_percent = excluded.warn_percent, blocks = excluded.blocks
                """)
                .param("customer", customer)
                .param("workspace", wanted.workspaceId())
                .param("unit", wanted.unit())
                .param("amount", wanted.amount())
                .param("warn", wanted.warnPercent() == null ? 80 : wanted.warnPercent())
                .param("blocks", wanted.blocks() != null && wanted.blocks())
                .update();
    }

    /** Each workspace has one budget for each unit, whoever of its managers sets it. */
    void adopt(long customer, @Nullable Long workspace, String unit) {
        jdbc.sql(
                        "update budgets set customer_id = :customer where workspace_id = cast(:workspace as bigint) and unit = :unit")
                .param("customer", customer)
                .param("workspace", workspace)
                .param("unit", unit)
                .update();
    }

    /** @return whether it is the first time this month */
    boolean alert(Budget budget, int percent) {
        return jdbc.sql("insert into budget_alerts (budget_id, month, percent) values (?, ?, ?) on conflict do nothing")
                        .params(budget.id(), month(), percent)
                        .update()
                == 1;
    }

    void blockedIn(Budget budget, @Nullable LocalDate month) {
        jdbc.sql("update budgets set blocked_in = cast(:month as date) where id = :id")
                .param("month", month)
                .param("id", budget.id())
                .update();
    }

    /** Whether a budget of the same holder in another unit is used up. */
    boolean anotherBlocks(Budget budget) {
        return jdbc.sql("""
                select exists (select from budgets
                               where id <> :id and blocked_in is not null
                                 and workspace_id is not distinct from cast(:workspace as bigint)
                                 and (workspace_id is not null or customer_id = :customer))
                """)
                .param("id", budget.id())
                .param("workspace", budget.workspaceId())
                .param("customer", budget.customerId())
                .query(Boolean.class)
                .single();
    }

    private StatementSpec query(String sql) {
        return jdbc.sql(sql)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("month", month());
    }
}
