package io.remotegpu.billing.prices;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an hour costs, from {@code validFrom} until {@code validTo} exclusively; null until the next plan for the same people.
 *
 * @param customerType whom it is for: admin, internal or external; null for everybody
 * @param workspaceId what it is for; null for every workspace
 * @param gpuHour for GPU models that none of {@code gpuPrices} names
 * @param coreHour one CPU core
 * @param gibHour one GiB of memory
 * @param storageGibHour one GiB of home, whether its environment runs or not
 * @param gisHour one GIS instance, beside what it uses
 * @param gpuPrices the first that fits decides
 */
record PricePlan(
        long id,
        Instant validFrom,
        @Nullable Instant validTo,
        @Nullable String customerType,
        @Nullable Long workspaceId,
        String currency,
        BigDecimal gpuHour,
        BigDecimal coreHour,
        BigDecimal gibHour,
        BigDecimal storageGibHour,
        BigDecimal gisHour,
        List<GpuPrice> gpuPrices) {
    private static final BigDecimal MIB_PER_GIB = BigDecimal.valueOf(1024);
    private static final int UNIT_PRICE_SCALE = 6;

    /**
     * @param model part of the name the driver gives, any case
     * @param migProfile for MIG instances of this profile; null for whole GPUs and, where no profile fits, for any
     */
    record GpuPrice(String model, @Nullable String migProfile, BigDecimal gpuHour) {
        boolean fits(Resource.Gpu gpu) {
            return gpu.name().toLowerCase(Locale.ROOT).contains(model.toLowerCase(Locale.ROOT))
                    && (migProfile == null || migProfile.equals(gpu.migProfile()));
        }
    }

    boolean isValidAt(Instant instant) {
        return !validFrom.isAfter(instant) && (validTo == null || instant.isBefore(validTo));
    }

    /** The price of the whole resource, rounded half up to the six decimals that a record shows and every amount is computed from. */
    UnitPrice priceOf(Resource resource) {
        BigDecimal gpus = resource.gpus().stream().map(this::gpuHourOf).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal perHour = gpus.add(coreHour.multiply(BigDecimal.valueOf(resource.cpu())))
                .add(ofGib(gibHour, resource.memory()))
                .add(ofGib(storageGibHour, resource.storage()))
                .add(resource.gis() ? gisHour : BigDecimal.ZERO);
        return new UnitPrice(perHour.setScale(UNIT_PRICE_SCALE, RoundingMode.HALF_UP), currency);
    }

    private static BigDecimal ofGib(BigDecimal price, int mebibytes) {
        return price.multiply(BigDecimal.valueOf(mebibytes)).divide(MIB_PER_GIB);
    }

    private BigDecimal gpuHourOf(Resource.Gpu gpu) {
        return gpuPrices.stream()
                .filter(price -> price.fits(gpu))
                .findFirst()
                .map(GpuPrice::gpuHour)
                .orElse(gpuHour)
                .multiply(gpu.share());
    }
}
