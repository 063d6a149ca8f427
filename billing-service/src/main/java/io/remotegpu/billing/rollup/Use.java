package io.remotegpu.billing.rollup;

import io.remotegpu.billing.prices.UnitPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Something used over some time, to be split into days of UTC.
 *
 * @param gpus how many at once, shares as such
 */
public record Use(
        long customerId,
        long workspaceId,
        String environmentId,
        String kind,
        String gpuModel,
        BigDecimal gpus,
        UnitPrice price) {
    private static final String NO_MODEL = "none";

    /**
     * The days' shares. They add up to exactly {@code seconds} and to the amount for them, because each day gets what the sum until its end has
     * grown by; so a day that is over never changes when the use goes on.
     *
     * @param seconds billed; at most the length, less where another record bills a part
     */
    public List<DailyUse> split(Instant start, Instant end, long seconds) {
        long length = Duration.between(start, end).toSeconds();
        List<DailyUse> days = new ArrayList<>();
        long before = 0;
        BigDecimal paid = BigDecimal.ZERO;
        for (Instant from = start; from.isBefore(end); ) {
            LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC);
            Instant midnight = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            Instant until = midnight.isBefore(end) ? midnight : end;
            long sum = share(seconds, Duration.between(start, until).toSeconds(), length);
            BigDecimal amount = price.amountFor(sum);
            days.add(day(day, sum - before, amount.subtract(paid)));
            before = sum;
            paid = amount;
            from = until;
        }
        return days;
    }

    private static long share(long seconds, long elapsed, long length) {
        if (seconds == length) {
            return elapsed;
        }
        return BigDecimal.valueOf(seconds)
                .multiply(BigDecimal.valueOf(elapsed))
                .divide(BigDecimal.valueOf(length), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private DailyUse day(LocalDate day, long seconds, BigDecimal amount) {
        return new DailyUse(
                customerId,
                day,
                workspaceId,
                environmentId,
                kind,
                gpuModel.isEmpty() ? NO_MODEL : gpuModel,
                price.currency(),
                seconds,
                gpus.multiply(BigDecimal.valueOf(seconds)),
                amount);
    }
}
