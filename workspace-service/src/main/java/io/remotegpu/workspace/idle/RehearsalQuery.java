package io.remotegpu.workspace.idle;

import io.remotegpu.web.FieldError;
import io.remotegpu.workspace.idle.Rules.Then;
import io.remotegpu.workspace.requests.IdlePolicy.Signal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy to rehearse and the time to do it over, as a caller writes them; every mistake is told at once. */
final class RehearsalQuery {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(31);

    private final List<FieldError> errors = new ArrayList<>();
    private final Instant now;
    private Rules rules;
    private Instant from;
    private Instant to;

    /** @param rules its own, in place of what the caller leaves out */
    RehearsalQuery(Rules rules, Instant now) {
        this.rules = with(rules.idleAfter(), rules.grace(), rules);
        this.now = now;
        this.from = now.minus(USUAL);
        this.to = now;
    }

    Rules rules() {
        return rules;
    }

    Instant from() {
        return from;
    }

    Instant to() {
        return to;
    }

    RehearsalQuery between(@Nullable String since, @Nullable String until) {
        to = instant("to", until).orElse(now);
        from = instant("from", since).orElse(to.minus(USUAL));
        Duration length = Duration.between(from, to);
        if (errors.isEmpty() && (!length.isPositive() || length.compareTo(LONGEST) > 0)) {
            errors.add(new FieldError("from", "must be before to, by " + LONGEST.toDays() + " days at most"));
        }
        return this;
    }

    RehearsalQuery idleAfter(@Nullable String idleAfter, @Nullable String grace) {
        rules = with(
                number("idle_after", idleAfter, 600, 2_592_000)
                        .map(seconds -> Duration.ofSeconds(seconds.longValue()))
                        .orElse(rules.idleAfter()),
                number("grace", grace, 60, 86_400)
                        .map(seconds -> Duration.ofSeconds(seconds.longValue()))
                        .orElse(rules.grace()),
                rules);
        return this;
    }

    RehearsalQuery counting(@Nullable List<String> counts, @Nullable String gpuAbove, @Nullable String cpuAbove) {
        rules = new Rules(
                rules.then(),
                rules.idleAfter(),
                rules.grace(),
                counts == null || counts.isEmpty() ? rules.counts() : signals(counts),
                number("gpu_above", gpuAbove, 0, 99).orElse(rules.gpuAbove()),
                number("cpu_above", cpuAbove, 0, 64).orElse(rules.cpuAbove()),
                rules.unseenAfter());
        return this;
    }

    /** @throws io.remotegpu.contracts.error.PlatformException VALIDATION_FAILED with every parameter that is wrong */
    RehearsalQuery check() {
        if (!errors.isEmpty()) {
            throw FieldError.refuse(errors);
        }
        return this;
    }

    private static Rules with(Duration idleAfter, Duration grace, Rules rules) {
        return new Rules(
                Then.STOP, idleAfter, grace, rules.counts(), rules.gpuAbove(), rules.cpuAbove(), rules.unseenAfter());
    }

    private Set<Signal> signals(List<String> names) {
        Set<Signal> signals = EnumSet.noneOf(Signal.class);
        for (String name : names) {
            Signal.find(name)
                    .ifPresentOrElse(
                            signals::add, () -> errors.add(new FieldError("counts", "must be of " + Signal.choices())));
        }
        return signals;
    }

    private Optional<Double> number(String field, @Nullable String text, double least, double most) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        } catch (NumberFormatException unreadable) {
            // said below
        }
        errors.add(new FieldError(field, "must be a number from " + (long) least + " to " + (long) most));
        return Optional.empty();
    }

    private Optional<Instant> instant(String field, @Nullable String text) {
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
}
