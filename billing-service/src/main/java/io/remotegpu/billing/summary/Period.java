package io.remotegpu.billing.summary;

import io.remotegpu.web.FieldError;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a total covers: the days of UTC from that of {@code from} to that which {@code to} lies in or ends. */
record Period(Instant from, Instant to) {
    private static final long LONGEST_DAYS = 366;

    /** This month so far unless said otherwise, at most a year. */
    static Period of(@Nullable Instant from, @Nullable Instant to, Clock clock) {
        Instant end = Objects.requireNonNullElse(to, clock.instant());
        Period period = new Period(Objects.requireNonNullElse(from, startOfMonth(end)), end);
        if (period.from.isAfter(end)) {
            throw FieldError.refuse("from", "must not be after to");
        }
        if (period.from.isBefore(end.minus(LONGEST_DAYS, ChronoUnit.DAYS))) {
            throw FieldError.refuse("from", "must be at most 366 days before to");
        }
        return period;
    }

    LocalDate firstDay() {
        return LocalDate.ofInstant(from, ZoneOffset.UTC);
    }

    /** The first day that is not covered. */
    LocalDate dayAfter() {
        return LocalDate.ofInstant(to.minusNanos(1), ZoneOffset.UTC).plusDays(1);
    }

    private static Instant startOfMonth(Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        return time.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS).toInstant();
    }
}
