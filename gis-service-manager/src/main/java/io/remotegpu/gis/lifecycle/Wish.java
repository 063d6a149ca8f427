package io.remotegpu.gis.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * Where a service is wanted.
 *
 * @param generation goes up with each wish
 * @param configVersion what it was last told to run with
 * @param askedAtEpoch its epoch when it was last wanted running, null once that was answered
 * @param operation the log entry that the scheduler's answer ends
 * @param idle whether it is stopped only until somebody calls it; any other wish ends that
 */
record Wish(
        long generation,
        Desired desired,
        int configVersion,
        @Nullable Long askedAtEpoch,
        @Nullable Long operation,
        boolean idle) {
    Wish answered() {
        return new Wish(generation, desired, configVersion, null, operation, idle);
    }

    Wish ended() {
        return new Wish(generation, desired, configVersion, askedAtEpoch, null, idle);
    }

    Wish of(Desired other) {
        return new Wish(generation, other, configVersion, askedAtEpoch, operation, false);
    }

    Wish numbered(int version) {
        return new Wish(generation, desired, version, askedAtEpoch, operation, idle);
    }

    Wish untilCalled(boolean nowIdle) {
        return new Wish(generation, desired, configVersion, askedAtEpoch, operation, nowIdle);
    }
}
