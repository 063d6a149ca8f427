package io.remotegpu.workspace.idle;

import io.remotegpu.workspace.requests.IdlePolicy;
import io.remotegpu.workspace.requests.IdlePolicy.Signal;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy with nothing left open.
 *
 * @param counts what is use
 * @param gpuAbove percent
 * @param cpuAbove cores
 * @param unseenAfter how long may pass between two looks before what happened meanwhile is not known
 */
record Rules(
        Then then,
        Duration idleAfter,
        Duration grace,
        Set<Signal> counts,
        double gpuAbove,
        double cpuAbove,
        Duration unseenAfter) {
    private static final Duration USUAL = Duration.ofHours(1);
    private static final Set<Signal> USUALLY_USE =
            EnumSet.of(Signal.INPUT, Signal.CONNECTIONS, Signal.NOTEBOOKS, Signal.GPU, Signal.CPU);

    /** What becomes of an idle environment. */
    enum Then {
        NOTHING,
        NOTIFY,
        STOP
    }

    /** @param policy null where nobody wants anything done: it is watched all the same */
    static Rules of(@Nullable IdlePolicy policy, IdleProperties usual) {
        if (policy == null) {
            return new Rules(
                    Then.NOTHING,
                    USUAL,
                    usual.grace(),
                    USUALLY_USE,
                    usual.gpuAbove(),
                    usual.cpuAbove(),
                    usual.unseenAfter());
        }
        return new Rules(
                switch (policy.action()) {
                    case STOP -> Then.STOP;
                    case NOTIFY -> Then.NOTIFY;
                },
                Duration.ofSeconds(policy.idleAfter()),
                policy.grace() == null ? usual.grace() : Duration.ofSeconds(policy.grace()),
                set(policy.counts()),
                Objects.requireNonNullElse(policy.gpuAbove(), usual.gpuAbove()),
                Objects.requireNonNullElse(policy.cpuAbove(), usual.cpuAbove()),
                usual.unseenAfter());
    }

    private static Set<Signal> set(@Nullable List<Signal> counts) {
        Collection<Signal> all = counts == null ? USUALLY_USE : counts;
        return EnumSet.copyOf(all);
    }
}
