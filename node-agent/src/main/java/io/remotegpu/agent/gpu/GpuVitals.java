package io.remotegpu.agent.gpu;

import org.jspecify.annotations.Nullable;

/**
 * What a driver tells of a GPU's condition; what it does not tell of this model is null or false.
 *
 * @param temperature in degrees Celsius
 * @param slowdownTemperature at which the hardware slows itself down
 * @param headroom degrees that are left until then, where the driver counts that way
 * @param slowedByHeat whether the hardware slows itself down now
 * @param uncorrectedErrors of memory, since the driver was loaded
 * @param repair what is to be done about memory
 * @param recovery what the driver asks for, such as {@code Reset}
 */
public record GpuVitals(
        @Nullable Integer temperature,
        @Nullable Integer slowdownTemperature,
        @Nullable Integer headroom,
        boolean slowedByHeat,
        long uncorrectedErrors,
        Repair repair,
        @Nullable String recovery) {
    /** Nothing is told. */
    public static final GpuVitals UNTOLD = new GpuVitals(null, null, null, false, 0, Repair.NONE, null);

    /** Of memory. */
    public enum Repair {
        NONE(null),
        /** Bad pages are retired by the next reset. */
        PAGES_PENDING("page retirement is pending: reset the GPU"),
        /** Bad rows are remapped by the next reset. */
        ROWS_PENDING("row remapping is pending: reset the GPU"),
        /** No row is left to remap to, or more failed than the maker allows. */
        FAILED("row remapping failed: replace the GPU");

        private final @Nullable String words;

        Repair(@Nullable String words) {
            this.words = words;
        }

        /** What to do, null if nothing. */
        public @Nullable String words() {
            return words;
        }
    }

    /** Whether it is as hot as its hardware allows. */
    public boolean isTooHot() {
        boolean atLimit = temperature != null && slowdownTemperature != null && temperature >= slowdownTemperature;
        return slowedByHeat || atLimit || headroom != null && headroom <= 0;
    }
}
