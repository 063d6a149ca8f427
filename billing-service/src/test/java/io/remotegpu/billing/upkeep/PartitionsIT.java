package io.remotegpu.billing.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.billing.BillingTestBase;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.testing.TestTokens;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PartitionsIT extends BillingTestBase {
    private static final Instant JANUARY = Instant.parse("2026-01-10T12:00:00Z");
    private static final Instant TWO_YEARS_LATER = Instant.parse("2028-02-10T12:00:00Z");

    @Autowired
    Partitions partitions;

    @Test
    void putsAwayAMonthThatIsOldOnlyWhenNothingOfItRunsAnyMore() {
        publisher.publish(running(1, JANUARY));
        awaitRecords("status=open", 1);

        tendTwoYearsLater();
        assertThat(schemaOf("billing_records_2026_01")).isEqualTo("public");
        assertThat(schemaOf("usage_intervals_2026_01")).isEqualTo("archive");
        assertThat(schemaOf("billing_records_2028_05")).isEqualTo("public");

        publisher.publish(new EnvStopped(environment, 1, JANUARY.plusSeconds(3600)));
        awaitRecords("status=closed", 1);
        tendTwoYearsLater();
        tendTwoYearsLater();
        assertThat(schemaOf("billing_records_2026_01")).isEqualTo("archive");
        assertThat(records("").size()).isZero();
        assertThat(get(
                                "/api/v1/billing/summary?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z",
                                TestTokens.of(customer))
                        .path("data")
                        .path("items")
                        .path(0)
                        .path("amount")
                        .asString())
                .as("the sums of its days stay")
                .isEqualTo("2.120000");
    }

    private void tendTwoYearsLater() {
        Instant before = clock.instant();
        clock.set(TWO_YEARS_LATER);
        try {
            partitions.tend();
        } finally {
            clock.set(before);
        }
    }

    private String schemaOf(String table) {
        return jdbc.sql("select relnamespace::regnamespace::text from pg_class where relname = ?")
                .param(table)
                .query(String.class)
                .single();
    }
}
