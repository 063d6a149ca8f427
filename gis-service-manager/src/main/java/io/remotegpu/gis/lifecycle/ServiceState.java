package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.CustomerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a service is wanted and where it was last seen. Each change is a new record.
 *
 * @param goodVersion the latest configuration that answered its probe, null for none
 */
record ServiceState(
        long id,
        CustomerId owner,
        Wish wish,
        Sight sight,
        Trouble trouble,
        @Nullable Integer goodVersion) {
    private static final String IDLE = "nobody called it: it starts again when somebody does";

    static ServiceState created(long id, CustomerId owner, int configVersion) {
        return new ServiceState(
                id,
                owner,
                new Wish(0, Desired.STOPPED, configVersion, null, null, false),
                new Sight(Observed.STOPPED, null, 0, null, null, null),
                Trouble.NONE,
                null);
    }

    /** The next wish. What it waited for is no longer waited for. */
    ServiceState wanted(Desired where, Observed now, int version, @Nullable Long entry) {
        Long askedAt = where == Desired.RUNNING ? Long.valueOf(epoch()) : null;
        Wish next = new Wish(generation() + 1, where, version, askedAt, entry, false);
        return new ServiceState(id, owner, next, sight.at(now, null), trouble.overcome(), goodVersion);
    }

    ServiceState seen(Observed now, @Nullable String why) {
        return new ServiceState(id, owner, wish, sight.at(now, why), trouble, goodVersion);
    }

    /** It runs, and nothing is waited for. Unless this is the run from before the latest wish, what it runs with is good. */
    ServiceState running(long newEpoch, Place where, Instant since) {
        boolean answer = wish.askedAtEpoch() == null || newEpoch > wish.askedAtEpoch();
        Sight up = new Sight(Observed.RUNNING, null, newEpoch, where, since, null);
        return new ServiceState(
                id,
                owner,
                wish.answered(),
                up,
                trouble.overcome(),
                answer ? Integer.valueOf(configVersion()) : goodVersion);
    }

    /** Nothing of it runs. */
    ServiceState down(Observed now, @Nullable String why, long newEpoch, @Nullable Instant at) {
        Instant stopped = at == null ? sight.stoppedAt() : at;
        Sight gone = new Sight(now, why, Math.max(epoch(), newEpoch), null, sight.startedAt(), stopped);
        return new ServiceState(id, owner, wish, gone, trouble, goodVersion);
    }

    ServiceState troubled(Trouble by) {
        return new ServiceState(id, owner, wish, sight, by, goodVersion);
    }

    /** Nobody starts it again by itself. */
    ServiceState givenUp(String why) {
        return new ServiceState(
                id, owner, wish.of(Desired.STOPPED), sight.at(Observed.ERROR, why), trouble.overcome(), goodVersion);
    }

    /** It starts as soon as somebody looks, with an earlier version if one is given. */
    ServiceState soon(Instant at, @Nullable Integer version) {
        Trouble waiting = new Trouble(trouble.failures(), trouble.firstFailure(), at, version);
        return new ServiceState(
                id, owner, wish.of(Desired.RUNNING), sight.at(Observed.WAITING, sight.reason()), waiting, goodVersion);
    }

    /** Its configuration has another number, and what runs need not follow. */
    ServiceState renumbered(int version) {
        boolean good = goodVersion != null && goodVersion == configVersion();
        return new ServiceState(
                id, owner, wish.numbered(version), sight, trouble, good ? Integer.valueOf(version) : goodVersion);
    }

    /** The content that it has under this number is known to work. */
    ServiceState goodAs(int version) {
        return new ServiceState(id, owner, wish, sight, trouble, version);
    }

    ServiceState operationEnded() {
        return new ServiceState(id, owner, wish.ended(), sight, trouble, goodVersion);
    }

    /** Whether a failure under this epoch is of a run from before the latest wish, which has its own answer. */
    boolean answersAnEarlierWish(long failedEpoch) {
        Long asked = wish.askedAtEpoch();
        return asked != null && asked > 0 && failedEpoch <= asked;
    }

    /** It is stopped, or about to be, until somebody calls it. */
    ServiceState fallingAsleep() {
        return new ServiceState(id, owner, wish.untilCalled(true), sight.at(observed(), IDLE), trouble, goodVersion);
    }

    /** It is stopped for good: nobody's call starts it any more. */
    ServiceState notWaking() {
        return new ServiceState(id, owner, wish.untilCalled(false), sight.at(observed(), null), trouble, goodVersion);
    }

    /** It was stopped because nobody called it, and wakes when somebody does. */
    boolean asleep() {
        return wish.desired() == Desired.STOPPED && wish.idle();
    }

    /** What there is to say of it while it is stopped as it was wanted to be. */
    @Nullable
    String reasonOfRest() {
        return asleep() ? IDLE : null;
    }

    boolean wantedUp() {
        return wish.desired() == Desired.RUNNING;
    }

    boolean neverWorked() {
        return goodVersion == null || goodVersion != configVersion();
    }

    Observed observed() {
        return sight.observed();
    }

    long epoch() {
        return sight.epoch();
    }

    long generation() {
        return wish.generation();
    }

    int configVersion() {
        return wish.configVersion();
    }

    @Nullable
    String reason() {
        return sight.reason();
    }

    @Nullable
    Place place() {
        return sight.place();
    }
}
