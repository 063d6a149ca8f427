package io.remotegpu.billing.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitPriceTest {
    @Test
    void costsTheHourlyPriceForAnHour() {
        assertThat(new UnitPrice(new BigDecimal("2.340000"), "USD").amountFor(3600))
                .isEqualByComparingTo("2.34");
    }

    @Test
    void roundsHalfUpOnceToSixDecimals() {
        assertThat(new UnitPrice(new BigDecimal("1"), "USD").amountFor(1)).isEqualByComparingTo("0.000278");
        assertThat(new UnitPrice(new BigDecimal("0.001800"), "USD").amountFor(1))
                .isEqualByComparingTo("0.000001");
        assertThat(new UnitPrice(new BigDecimal("0.001799"), "USD").amountFor(1))
                .isEqualByComparingTo("0.000000");
    }

    @Test
    void costsNothingForNoTimeOrLess() {
        UnitPrice price = new UnitPrice(new BigDecimal("9"), "USD");

        assertThat(price.amountFor(0)).isEqualByComparingTo("0");
        assertThat(price.amountFor(-5)).isEqualByComparingTo("0");
    }

    @Test
    void addsGpusCoresAndMemoryByTheFirstPriceThatFitsEachModel() {
        PricePlan plan = new PricePlan(
                1,
                Instant.EPOCH,
                "USD",
                new BigDecimal("1"),
                new BigDecimal("0.02"),
                new BigDecimal("0.005"),
                List.of(
                        new PricePlan.GpuPrice("a100", new BigDecimal("2")),
                        new PricePlan.GpuPrice("A10", new BigDecimal("0.5"))));

        UnitPrice price =
                plan.priceOf(new Resource(List.of("NVIDIA A100-SXM4-80GB", "NVIDIA A10", "Unheard Of"), 1.5, 1536));

        assertThat(price.perHour()).isEqualByComparingTo("3.5375");
    }
}
