package io.remotegpu.billing.rollup;

import io.remotegpu.billing.accounts.Charge;
import io.remotegpu.billing.accounts.Charges;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Adds to the sums of each day and charges the accounts with the same amounts, so that the two always agree. */
@Component
public class DailyUsage {
    private static final Comparator<DailyUse> ROW_ORDER = Comparator.comparingLong(DailyUse::customerId)
            .thenComparing(DailyUse::day)
            .thenComparing(DailyUse::environmentId)
            .thenComparing(DailyUse::toString);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final RolledMonths months;
    private final Charges charges;
    private final Clock clock;

    DailyUsage(JdbcClient jdbc, JsonMapper json, RolledMonths months, Charges charges, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.months = months;
        this.charges = charges;
        this.clock = clock;
    }

    /** Runs in the caller's transaction. Rows are locked in one order, so that no two batches wait for each other. */
    public void add(Collection<DailyUse> changes) {
        List<DailyUse> rows = summed(changes);
        if (rows.isEmpty()) {
            return;
        }
        LocalDate thisMonth =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
        months.correct(
                rows.stream().filter(use -> use.day().isBefore(thisMonth)).toList());
        addToDays(json.writeValueAsString(rows));
        charges.use(rows.stream()
                .map(use -> new Charge(use.customerId(), use.currency(), use.amount()))
                .toList());
    }

    private void addToDays(String rows) {
        jdbc.sql("""
                insert into usage_daily as total
                    (customer_id, day, workspace_id, environment_id, kind, gpu_model, currency, duration_s, gpu_seconds, amount)
                select * from jsonb_to_recordset(cast(:rows as jsonb))
                    as use (customer_id bigint, day date, workspace_id bigint, environment_id text, kind text, gpu_model text, currency text,
                            duration_s bigint, gpu_seconds numeric, amount numeric)
                on conflict (customer_id, day, workspace_id, environment_id, kind, gpu_model, currency) do update set
                    duration_s = total.duration_s + excluded.duration_s,
                    gpu_seconds = total.gpu_seconds + excluded.gpu_seconds,
                    amount = total.amount + excluded.amount
                """).param("rows", rows).update();
    }

    private static List<DailyUse> summed(Collection<DailyUse> changes) {
        Map<DailyUse.Key, DailyUse> sums =
                changes.stream().collect(Collectors.toMap(DailyUse::key, use -> use, DailyUse::plus));
        List<DailyUse> rows = new ArrayList<>(sums.values());
        rows.removeIf(DailyUse::isNothing);
        rows.sort(ROW_ORDER);
        return rows;
    }
}
