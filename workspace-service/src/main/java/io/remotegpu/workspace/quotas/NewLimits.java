package io.remotegpu.workspace.quotas;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;

/** All limits at once: a PUT replaces what was there. */
record NewLimits(
        @NotNull @DecimalMin("0") @Digits(integer = 6, fraction = 2)
        BigDecimal cpu,

        @NotNull @Min(0) @Max(LARGEST) Long memory,
        @NotNull @Min(0) @Max(LARGEST) Long gpu,
        @NotNull @Min(0) @Max(LARGEST) Long storage,
        @NotNull @Min(0) @Max(LARGEST) Long environments) {
    private static final long LARGEST = 1_000_000_000_000L;

    Resources resources() {
        return new Resources(cpu, memory, gpu, storage, environments);
    }
}
