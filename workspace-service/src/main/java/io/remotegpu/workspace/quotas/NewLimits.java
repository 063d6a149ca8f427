package io.remotegpu.workspace.quotas;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** All limits at once: a PUT replaces what was there. Without {@code gpuHoursMonth} the default holds. */
record NewLimits(
        @NotNull @DecimalMin("0") @Digits(integer = 6, fraction = 2)
        BigDecimal cpu,

        @NotNull @Min(0) @Max(LARGEST) Long memory,
        @NotNull @Min(0) @Max(LARGEST) Long gpu,
        @NotNull @Min(0) @Max(LARGEST) Long storage,
        @NotNull @Min(0) @Max(LARGEST) Long environments,

        @Nullable @DecimalMin("0") @Digits(integer = 8, fraction = 2)
        BigDecimal gpuHoursMonth) {
    private static final long LARGEST = 1_000_000_000_000L;
}
