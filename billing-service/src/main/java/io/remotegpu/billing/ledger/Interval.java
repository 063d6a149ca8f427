package io.remotegpu.billing.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of one GPU's time line in one state.
 *
 * @param held free of charge, but a workload holds it
 * @param end exclusive; {@link Instant#MAX} while it lasts
 */
record Interval(
        State state, boolean held, String hostId, @Nullable String workloadId, long epoch, Instant start, Instant end) {
    boolean isOpen() {
        return end.equals(Instant.MAX);
    }

    boolean continues(Interval before) {
        return before.end.equals(start) && between(before.start, before.end).equals(before);
    }

    Interval between(Instant from, Instant until) {
        return new Interval(state, held, hostId, workloadId, epoch, from, until);
    }

    /** Cut where months of UTC meet, so that a month can be put away as a whole. What has no end yet is not cut. */
    List<Interval> byMonth() {
        if (isOpen()) {
            return List.of(this);
        }
        List<Interval> parts = new ArrayList<>();
        for (Instant from = start; from.isBefore(end); ) {
            Instant next = nextMonth(from);
            Instant until = next.isBefore(end) ? next : end;
            parts.add(between(from, until));
            from = until;
        }
        return parts;
    }

    private static Instant nextMonth(Instant instant) {
        LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        return day.withDayOfMonth(1).plusMonths(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
