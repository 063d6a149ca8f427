package io.remotegpu.workspace.telemetry;

import io.remotegpu.web.FieldError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which samples, and how many of them become one point.
 *
 * @param from included; points begin at multiples of {@code step} since 1970
 * @param to not included
 */
record MetricsRange(Instant from, Instant to, Duration step) {
    static final int MOST_POINTS = 1000;
    private static final Duration USUAL = Duration.ofHours(1);
    private static final int USUAL_POINTS = 240;
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Pattern STEP = Pattern.compile("(\\d{1,6})([smh]?)");
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(7));

    /**
     * As callers write it; what they leave out is the last hour, in steps that give at most 240 points.
     *
     * @throws io.remotegpu.contracts.error.PlatformException VALIDATION_FAILED with every field that is wrong
     */
    static MetricsRange parse(@Nullable String from, @Nullable String to, @Nullable String step, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        Optional<Instant> end = instant("to", to, errors);
        Instant until = end.orElse(now);
        Instant since = instant("from", from, errors).orElse(until.minus(USUAL));
        Optional<Duration> asked = step(step, errors);
        if (errors.isEmpty()) {
            check(since, until, asked, errors);
        }
        if (!errors.isEmpty()) {
            throw FieldError.refuse(errors);
        }
        return new MetricsRange(since, until, asked.orElseGet(() -> fitting(since, until, USUAL_POINTS)));
    }

    private static void check(Instant from, Instant to, Optional<Duration> step, List<FieldError> errors) {
        Duration length = Duration.between(from, to);
        if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
            errors.add(new FieldError("from", "must be before to, by " + LONGEST.toDays() + " days at most"));
            return;
        }
        step.filter(asked -> length.dividedBy(asked) >= MOST_POINTS)
                .ifPresent(tooSmall -> errors.add(new FieldError(
                        "step",
                        "must be at least " + fitting(from, to, MOST_POINTS - 1).toSeconds()
                                + "s for so long a time")));
    }

    private static Duration fitting(Instant from, Instant to, int points) {
        Duration length = Duration.between(from, to);
        return STEPS.stream()
                .filter(step -> length.dividedBy(step) <= points)
                .findFirst()
                .orElse(STEPS.getLast());
    }

    private static Optional<Instant> instant(String field, @Nullable String text, List<FieldError> errors) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            Instant instant = Instant.parse(text);
            // PostgreSQL knows no years beyond these
            if (instant.isAfter(Instant.EPOCH) && instant.isBefore(Instant.parse("2200-01-01T00:00:00Z"))) {
                return Optional.of(instant);
            }
        } catch (DateTimeException unreadable) {
            // said below
        }
        errors.add(new FieldError(field, "must be an instant such as 2026-01-31T12:00:00Z"));
        return Optional.empty();
    }

    private static Optional<Duration> step(@Nullable String text, List<FieldError> errors) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        Matcher matcher = STEP.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            errors.add(new FieldError("step", "must be a number of seconds, or such as 30s, 5m or 1h"));
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofSeconds(number);
                });
    }
}
