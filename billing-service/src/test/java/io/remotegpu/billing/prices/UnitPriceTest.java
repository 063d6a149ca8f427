package io.remotegpu.billing.prices;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.workload.LeasedGpu;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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
        UnitPrice price =
                PLAN.priceOf(resource(1.5, 1536, 0, false, "NVIDIA A100-SXM4-80GB", "NVIDIA A10", "Unheard Of"));

        assertThat(price.perHour()).isEqualByComparingTo("3.5375");
    }

    @Test
    void pricesAMigInstanceByItsProfileAndAShareByItsPart() {
        Resource.Gpu mig = Resource.Gpu.of(leased("NVIDIA A100-SXM4-80GB MIG 1g.10gb"));
        Resource.Gpu quarter = Resource.Gpu.of(new LeasedGpu("GPU-1", 0, "NVIDIA A100-SXM4-80GB", 81_920, false, 250));

        assertThat(PLAN.priceOf(new Resource(List.of(mig), 0, 0, 0, false)).perHour())
                .isEqualByComparingTo("0.3");
        assertThat(PLAN.priceOf(new Resource(List.of(quarter), 0, 0, 0, false)).perHour())
                .isEqualByComparingTo("0.5");
    }

    @Test
    void pricesAHomeByItsSizeAndAGisInstanceBesideWhatItUses() {
        assertThat(PLAN.priceOf(resource(0, 0, 10_240, false)).perHour()).isEqualByComparingTo("0.001");
        assertThat(PLAN.priceOf(resource(1, 0, 0, true)).perHour()).isEqualByComparingTo("0.07");
    }

    private static final PricePlan PLAN = new PricePlan(
            1,
            Instant.EPOCH,
            null,
            null,
            null,
            "USD",
            new BigDecimal("1"),
            new BigDecimal("0.02"),
            new BigDecimal("0.005"),
            new BigDecimal("0.0001"),
            new BigDecimal("0.05"),
            List.of(
                    new PricePlan.GpuPrice("a100", "1g.10gb", new BigDecimal("0.3")),
                    new PricePlan.GpuPrice("a100", null, new BigDecimal("2")),
                    new PricePlan.GpuPrice("A10", null, new BigDecimal("0.5"))));

    private static Resource resource(double cpu, int memory, int storage, boolean gis, String... models) {
        List<Resource.Gpu> gpus =
                Stream.of(models).map(model -> Resource.Gpu.of(leased(model))).toList();
        return new Resource(gpus, cpu, memory, storage, gis);
    }

    private static LeasedGpu leased(String name) {
        return new LeasedGpu("GPU-1", 0, name, 81_920, false);
    }
}
