package io.remotegpu.billing.budgets;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What may be used in a month of UTC.
 *
 * @param workspaceId null for everything that the customer runs
 * @param unit {@code gpu_hours} or a currency
 * @param used so far this month, what runs now included
 * @param blockedIn the month in which it blocks, null unless it does
 */
record Budget(
        long id,
        long customerId,
        @Nullable Long workspaceId,
        String unit,
        BigDecimal amount,
        int warnPercent,
        boolean blocks,
        @Nullable LocalDate blockedIn,
        BigDecimal used) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    static final int FULL = 100;

    int usedPercent() {
        return used.multiply(HUNDRED).divide(amount, 0, RoundingMode.DOWN).intValue();
    }

    /** Whose budgets belong together: those of one workspace, or of all that a customer runs. */
    String holder() {
        return workspaceId == null ? "customer " + customerId : "workspace " + workspaceId;
    }
}
