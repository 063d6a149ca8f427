package io.remotegpu.gis.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * Where a service is wanted.
 *
 * @param generation goes up with each wish
 * @param configVersion what it was last told to run with
 * @param askedAtEpoch its epoch when it was last wanted running, null once that was answered
 * @param operation the log entry that the scheduler's answer ends
 */
record Wish(
        long generation,
        Desired desired,
        int configVersion,
        @Nullable Long askedAtEpoch,
        @Nullable Long operation) {
    Wish answered() {
        return new Wish(generation, desired, configVersion, null, operation);
    }

    Wish ended() {
        return new Wish(generation, desired, configVersion, askedAtEpoch, null);
    }

    Wish of(Desired other) {
        return new Wish(generation, other, configVersion, askedAtEpoch, operation);
    }

    Wish numbered(int version) {
        return new Wish(generation, desired, version, askedAtEpoch, operation);
    }
}
