package io.remotegpu.billing.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.billing.prices.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class UseTest {
    private static final Instant START = Instant.parse("2026-03-09T13:17:05Z");

    @Property
    void losesNothingWhenItIsSplitIntoDays(
            @ForAll @IntRange(min = 1, max = 900_000) int length,
            @ForAll @IntRange(min = 0, max = 100) int percent,
            @ForAll @IntRange(min = 0, max = 99_999_999) int millionths) {
        long seconds = (long) length * percent / 100;
        Use use = use(millionths);
        List<DailyUse> days = use.split(START, START.plusSeconds(length), seconds);

        assertThat(days.stream().mapToLong(DailyUse::durationS).sum()).isEqualTo(seconds);
        assertThat(days.stream().map(DailyUse::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(use.price().amountFor(seconds));
    }

    @Property
    void neverChangesADayThatIsOverWhenTheUseGoesOn(
            @ForAll @IntRange(min = 86_400, max = 400_000) int length,
            @ForAll @IntRange(min = 1, max = 400_000) int more,
            @ForAll @IntRange(min = 0, max = 99_999_999) int millionths) {
        List<DailyUse> now = use(millionths).split(START, START.plusSeconds(length), length);
        List<DailyUse> later = use(millionths).split(START, START.plusSeconds(length + more), length + more);

        assertThat(later.subList(0, now.size() - 1)).isEqualTo(now.subList(0, now.size() - 1));
    }

    private static Use use(int millionths) {
        UnitPrice price = new UnitPrice(BigDecimal.valueOf(millionths, 6), "USD");
        return new Use(1, 1, "env-1", "compute", "NVIDIA A100", BigDecimal.ONE, price);
    }
}
