package io.remotegpu.billing.budgets;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A budget as someone asks for it: of everything of theirs, or of a workspace that they manage. */
record NewBudget(
        @Positive @Nullable Long workspaceId,

        @NotNull @Pattern(regexp = "gpu_hours|[A-Z]{3}", message = "must be gpu_hours or a currency such as USD")
        String unit,

        @NotNull @Positive @DecimalMax("1000000000") @Digits(integer = 10, fraction = 6)
        BigDecimal amount,

        @Min(1) @Max(100) @Nullable Integer warnPercent,
        @Nullable Boolean blocks) {}
