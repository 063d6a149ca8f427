package io.remotegpu.billing.prices;

import io.remotegpu.contracts.workload.LeasedGpu;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a workload holds while it runs, or its home while that exists.
 *
 * @param cpu cores
 * @param memory MiB
 * @param storage MiB
 * @param gis whether it is a GIS instance
 */
public record Resource(List<Gpu> gpus, double cpu, int memory, int storage, boolean gis) {
    /**
     * One GPU, or a part of one.
     *
     * @param name as the driver gives it
     * @param share of a whole GPU, or of the MIG instance
     * @param migProfile such as {@code 1g.10gb}, null unless it is a MIG instance
     */
    public record Gpu(
            String name, BigDecimal share, @Nullable String migProfile) {
        private static final int THOUSANDTHS = 3;
        private static final Pattern MIG = Pattern.compile("\\bMIG (\\d+g\\.\\d+gb)\\b");

        /** The driver names a MIG instance by its profile: {@code NVIDIA A100-SXM4-80GB MIG 1g.10gb}. */
        public static Gpu of(LeasedGpu leased) {
            Matcher mig = MIG.matcher(leased.name());
            Integer share = leased.share();
            BigDecimal part = share == null ? BigDecimal.ONE : BigDecimal.valueOf(share, THOUSANDTHS);
            return new Gpu(leased.name(), part, mig.find() ? mig.group(1) : null);
        }
    }

    /** How many GPUs, shares as such. */
    public BigDecimal gpuCount() {
        return gpus.stream().map(Gpu::share).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
