package io.remotegpu.billing.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.billing.BillingTestBase;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.testing.TestTokens;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Reports over months that were added up say the same as the days, also after facts that come late. */
class RolledMonthsIT extends BillingTestBase {
    private static final Instant FEBRUARY = Instant.parse("2026-02-10T22:00:00Z");
    private static final String PERIOD = "&from=2026-01-20T00:00:00Z&to=2026-03-05T00:00:00Z";

    @Autowired
    MonthRoll roll;

    @Test
    void sayWhatTheDaysSayBeforeAndAfterALateFact() {
        lease(1, FEBRUARY, 3 * 3600);
        roll.roll();
        roll.roll();
        assertThat(jdbc.sql("select count(*) from rolled_months where month = '2026-02-01'")
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(amountOf("environment", environment.value())).contains(new BigDecimal("6.360000"));
        assertThat(amountOf("customer", Long.toString(customer))).contains(new BigDecimal("6.360000"));
        BigDecimal day = amountOf("day", "2026-02-11").orElseThrow();

        lease(2, FEBRUARY.plusSeconds(4 * 3600), 3600); // heard of in March
        lease(3, Instant.parse("2026-03-04T00:00:00Z"), 3600);
        roll.roll();

        assertThat(amountOf("environment", environment.value())).contains(new BigDecimal("10.600000"));
        assertThat(amountOf("workspace", Long.toString(customer))).contains(new BigDecimal("10.600000"));
        assertThat(amountOf("day", "2026-02-11")).contains(day.add(new BigDecimal("2.12")));
        assertThat(jdbc.sql("select count(*) from rolled_months where month >= '2026-03-01'")
                        .query(Integer.class)
                        .single())
                .as("a month that still runs is not added up")
                .isZero();
    }

    private void lease(long epoch, Instant from, int seconds) {
        long before = taken();
        publishAt(from, running(epoch, from));
        publishAt(from.plusSeconds(seconds), new EnvStopped(environment, epoch, from.plusSeconds(seconds)));
        awaitTaken(before + 2);
    }

    private Optional<BigDecimal> amountOf(String groupBy, String group) {
        return get("/api/v1/admin/billing/summary?group_by=" + groupBy + PERIOD, TestTokens.admin(1))
                .path("data")
                .path("items")
                .valueStream()
                .filter(item -> item.path("group").asString().equals(group))
                .filter(item -> item.path("currency").asString().equals("USD"))
                .map((JsonNode item) -> new BigDecimal(item.path("amount").asString()))
                .findFirst();
    }
}
