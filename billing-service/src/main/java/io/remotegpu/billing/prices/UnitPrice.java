package io.remotegpu.billing.prices;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The price of one hour of a whole resource.
 *
 * @param perHour exact
 * @param currency ISO 4217
 */
public record UnitPrice(BigDecimal perHour, String currency) {
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    private static final int AMOUNT_SCALE = 6;

    /**
     * Whole seconds × hourly price ÷ 3600, rounded once, half up, to six decimals. Nothing is rounded before or after.
     *
     * @param seconds a negative count, the work of two clocks that disagree, costs nothing
     */
    public BigDecimal amountFor(long seconds) {
        return perHour.multiply(BigDecimal.valueOf(Math.max(0, seconds)))
                .divide(SECONDS_PER_HOUR, AMOUNT_SCALE, RoundingMode.HALF_UP);
    }
}
