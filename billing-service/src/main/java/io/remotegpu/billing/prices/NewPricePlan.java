package io.remotegpu.billing.prices;

import io.remotegpu.web.FieldError;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan as an administrator asks for it; without {@code validFrom} it starts now, without {@code validTo} it lasts until the next. */
record NewPricePlan(
        @Nullable Instant validFrom,
        @Nullable Instant validTo,

        @Pattern(regexp = "admin|internal|external", message = "must be admin, internal or external") @Nullable
        String customerType,

        @Positive @Nullable Long workspaceId,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,

        @NotNull @PositiveOrZero @Digits(integer = 6, fraction = 6)
        BigDecimal gpuHour,

        @NotNull @PositiveOrZero @Digits(integer = 6, fraction = 6)
        BigDecimal coreHour,

        @NotNull @PositiveOrZero @Digits(integer = 6, fraction = 6)
        BigDecimal gibHour,

        @PositiveOrZero @Digits(integer = 6, fraction = 6) @Nullable
        BigDecimal storageGibHour,

        @PositiveOrZero @Digits(integer = 6, fraction = 6) @Nullable
        BigDecimal gisHour,

        @Valid @Size(max = 100) @Nullable List<NewGpuPrice> gpuPrices) {

    record NewGpuPrice(
            @NotBlank @Size(max = 100) String model,

            @Pattern(regexp = "\\d+g\\.\\d+gb", message = "must be a MIG profile such as 1g.10gb") @Nullable
            String migProfile,

            @NotNull @PositiveOrZero @Digits(integer = 6, fraction = 6)
            BigDecimal gpuHour) {}

    /** Refuses what no single field can be blamed for alone. */
    void check(Instant start) {
        if (validTo != null && !validTo.isAfter(start)) {
            throw FieldError.refuse("valid_to", "must be after valid_from");
        }
        if (customerType != null && workspaceId != null) {
            throw FieldError.refuse("workspace_id", "must not be given together with customer_type");
        }
        if (validTo != null && customerType == null && workspaceId == null) {
            throw FieldError.refuse(
                    "valid_to", "must not be given for everybody's plan: it lasts until the next one starts");
        }
    }
}
