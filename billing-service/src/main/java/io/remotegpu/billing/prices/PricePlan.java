package io.remotegpu.billing.prices;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What an hour costs, from {@code validFrom} until the next plan.
 *
 * @param gpuHour for GPU models that none of {@code gpuPrices} names
 * @param coreHour one CPU core
 * @param gibHour one GiB of memory
 * @param gpuPrices the first that fits a model decides
 */
record PricePlan(
        long id,
        Instant validFrom,
        String currency,
        BigDecimal gpuHour,
        BigDecimal coreHour,
        BigDecimal gibHour,
        List<GpuPrice> gpuPrices) {
    private static final BigDecimal MIB_PER_GIB = BigDecimal.valueOf(1024);
    private static final int UNIT_PRICE_SCALE = 6;

    /** @param model part of the name the driver gives, any case */
    record GpuPrice(String model, BigDecimal gpuHour) {
        boolean fits(String name) {
            return name.toLowerCase(Locale.ROOT).contains(model.toLowerCase(Locale.ROOT));
        }
    }

    /** The price of the whole resource, rounded half up to the six decimals that a record shows and every amount is computed from. */
    UnitPrice priceOf(Resource resource) {
        BigDecimal gpus = resource.gpuModels().stream().map(this::gpuHourOf).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal cores = coreHour.multiply(BigDecimal.valueOf(resource.cpu()));
        BigDecimal memory =
                gibHour.multiply(BigDecimal.valueOf(resource.memory())).divide(MIB_PER_GIB);
        return new UnitPrice(gpus.add(cores).add(memory).setScale(UNIT_PRICE_SCALE, RoundingMode.HALF_UP), currency);
    }

    private BigDecimal gpuHourOf(String model) {
        return gpuPrices.stream()
                .filter(price -> price.fits(model))
                .findFirst()
                .map(GpuPrice::gpuHour)
                .orElse(gpuHour);
    }
}
