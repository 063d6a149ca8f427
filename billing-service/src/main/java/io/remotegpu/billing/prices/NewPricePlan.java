package io.remotegpu.billing.prices;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan as an administrator asks for it; without {@code validFrom} it starts now. */
record NewPricePlan(
        @Nullable Instant validFrom,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,

        @NotNull @PositiveOrZero @Digits(integer = 6, fraction = 6)
        BigDecimal gpuHour,

        @NotNull @PositiveOrZero @Digits(integer = 6, fraction = 6)
        BigDecimal coreHour,

        @NotNull @PositiveOrZero @Digits(integer = 6, fraction = 6)
        BigDecimal gibHour,

        @Valid @Size(max = 100) @Nullable List<NewGpuPrice> gpuPrices) {

    record NewGpuPrice(
            @NotBlank @Size(max = 100) String model,

            @NotNull @PositiveOrZero @Digits(integer = 6, fraction = 6)
            BigDecimal gpuHour) {}
}
