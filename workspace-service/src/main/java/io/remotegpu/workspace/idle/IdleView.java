package io.remotegpu.workspace.idle;

import com.fasterxml.jackson.annotation.JsonValue;
import io.remotegpu.workspace.idle.Watches.Kept;
import io.remotegpu.workspace.requests.IdlePolicy.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether anybody uses an environment now, and how that was found.
 *
 * @param usedAt the last use that is known or assumed, {@code usedBy} which that was
 * @param stopsAt only while it is warned of
 * @param seenAt the last look
 * @param inputs what that look showed, whether the policy counts it or not
 */
record IdleView(
        State state,
        @Nullable Instant usedAt,
        @Nullable String usedBy,
        @Nullable Instant warnedAt,
        @Nullable Instant stopsAt,
        @Nullable Instant seenAt,
        Policy policy,
        List<Input> inputs) {
    enum State {
        USED,
        IDLE,
        WARNED,
        /** It does not run, or its host has not looked lately. */
        UNSEEN;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code seen} is false where its host cannot tell; then it passes for used. */
    record Input(
            Signal signal,
            boolean counts,
            boolean seen,
            @Nullable Instant usedAt,
            String found) {}

    /** A policy with nothing left open; {@code action} is nothing where there is none. Seconds, percent, cores. */
    record Policy(String action, long idleAfter, long grace, Set<Signal> counts, double gpuAbove, double cpuAbove) {
        static Policy of(Rules rules) {
            return new Policy(
                    rules.then().name().toLowerCase(Locale.ROOT),
                    rules.idleAfter().toSeconds(),
                    rules.grace().toSeconds(),
                    rules.counts(),
                    rules.gpuAbove(),
                    rules.cpuAbove());
        }
    }

    static IdleView unseen(Rules rules) {
        return new IdleView(State.UNSEEN, null, null, null, null, null, Policy.of(rules), List.of());
    }

    static IdleView of(Watched environment, Kept kept, Rules rules, Instant now) {
        Watch watch = kept.watch();
        if (!environment.status().isUp() || watch.epoch() != environment.epoch()) {
            return unseen(rules);
        }
        boolean lately = Duration.between(watch.seenAt(), now).compareTo(rules.unseenAfter()) <= 0;
        return new IdleView(
                lately ? state(watch, rules) : State.UNSEEN,
                watch.usedAt(),
                watch.usedBy(),
                watch.warnedAt(),
                watch.stopsAt(),
                watch.seenAt(),
                Policy.of(rules),
                kept.traces().stream().map(trace -> input(trace, rules)).toList());
    }

    private static State state(Watch watch, Rules rules) {
        if (watch.warnedAt() != null) {
            return State.WARNED;
        }
        return watch.seenAt().isBefore(watch.usedAt().plus(rules.idleAfter())) ? State.USED : State.IDLE;
    }

    private static Input input(Trace trace, Rules rules) {
        return new Input(
                trace.signal(),
                rules.counts().contains(trace.signal()),
                trace.seen(),
                trace.seen() ? trace.usedAt() : null,
                trace.words());
    }
}
