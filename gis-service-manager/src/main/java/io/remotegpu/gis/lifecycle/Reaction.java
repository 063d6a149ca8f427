package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvRescheduled;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.workload.Endpoint;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.gis.lifecycle.Consequence.Failure;
import java.time.Instant;

/** What a service becomes by a fact, and what follows. Pure: the whole policy of failures is here. */
record Reaction(ServiceState state, Consequence consequence) {
    private static final Consequence NOTHING = new Consequence.Nothing();

    static Reaction to(SchedulerEvent fact, ServiceState before, Recovery recovery, Instant now) {
        return switch (fact) {
            case EnvQueued queued
            when before.wantedUp() -> nothing(before.down(Observed.QUEUED, queued.reason(), before.epoch(), null));
            case GpuReserved reserved
            when before.wantedUp() && reserved.epoch() > before.epoch() ->
                nothing(before.down(Observed.STARTING, "on host " + reserved.hostName(), reserved.epoch(), null));
            case EnvRunning running when running.epoch() >= before.epoch() -> runs(running, before);
            case EnvStopped stopped when stopped.epoch() >= before.epoch() -> stopped(stopped, before);
            case EnvFailed failed when before.answersAnEarlierWish(failed.epoch()) -> nothing(before);
            case EnvFailed failed when failed.epoch() >= before.epoch() -> failed(failed, before, recovery, now);
            case EnvUnknown unknown
            when unknown.epoch() == before.epoch() -> nothing(before.seen(Observed.UNKNOWN, unknown.reason()));
            case EnvRecovered back
            when back.epoch() == before.epoch() && before.observed() == Observed.UNKNOWN ->
                nothing(before.seen(Observed.RUNNING, null));
            case EnvRescheduled moved
            when moved.epoch() >= before.epoch() ->
                nothing(before.down(Observed.STARTING, moved.reason(), moved.epoch(), moved.stoppedAt()));
            case EnvDeleted gone -> deleted(gone, before);
            default -> nothing(before); // late, or of no concern to a service
        };
    }

    private static Reaction nothing(ServiceState state) {
        return new Reaction(state, NOTHING);
    }

    /** One that is not wanted any more is being stopped already. */
    private static Reaction runs(EnvRunning fact, ServiceState before) {
        Endpoint endpoint = fact.endpoints().getFirst();
        Place place = new Place(
                fact.hostId().value(), fact.hostName(), fact.runtime(), endpoint.host(), endpoint.externalPort());
        ServiceState after = before.running(fact.epoch(), place, fact.startedAt());
        return before.wantedUp()
                ? new Reaction(after, new Consequence.Runs())
                : nothing(after.seen(Observed.STOPPING, before.reasonOfRest()));
    }

    /** In the middle of a restart it is down for a moment only. */
    private static Reaction stopped(EnvStopped fact, ServiceState before) {
        if (before.wantedUp()) {
            boolean waits = before.observed() == Observed.WAITING || before.observed() == Observed.QUEUED;
            Observed now = waits ? before.observed() : Observed.STARTING;
            return nothing(before.down(now, before.reason(), fact.epoch(), fact.stoppedAt()));
        }
        if (before.observed() == Observed.ERROR) {
            return nothing(before.down(Observed.ERROR, before.reason(), fact.epoch(), fact.stoppedAt()));
        }
        return new Reaction(
                before.down(Observed.STOPPED, before.reasonOfRest(), fact.epoch(), fact.stoppedAt()),
                new Consequence.IsDown());
    }

    private static Reaction deleted(EnvDeleted fact, ServiceState before) {
        ServiceState after = before.down(Observed.DELETED, null, fact.epoch(), fact.stoppedAt());
        return before.wish().desired() == Desired.DELETED
                ? new Reaction(after, new Consequence.IsGone())
                : nothing(before);
    }

    private static Reaction failed(EnvFailed fact, ServiceState before, Recovery recovery, Instant now) {
        ServiceState down = before.down(Observed.ERROR, fact.reason(), fact.epoch(), fact.stoppedAt());
        Failure failure = new Failure(fact.cause().name(), fact.reason(), fact.logTail());
        if (!before.wantedUp()) {
            return new Reaction(down.seen(Observed.STOPPED, before.reasonOfRest()), new Consequence.IsDown());
        }
        if (before.neverWorked() && isItsOwnFault(fact.cause()) && before.goodVersion() != null) {
            ServiceState waiting = down.soon(now, before.goodVersion());
            return new Reaction(waiting, new Consequence.RollsBack(failure, before.goodVersion()));
        }
        boolean again = !before.neverWorked() || mayWorkLater(fact.cause());
        return again && recovery.enabled()
                ? again(down, failure, recovery, now)
                : new Reaction(down.givenUp(failure.reason()), new Consequence.GivesUp(failure));
    }

    private static Reaction again(ServiceState down, Failure failure, Recovery recovery, Instant now) {
        Instant first = down.trouble().firstFailure();
        boolean anew = first == null || first.plus(recovery.window()).isBefore(now);
        int failures = anew ? 1 : down.trouble().failures() + 1;
        if (failures > recovery.maxRestarts()) {
            return new Reaction(down.givenUp(failure.reason()), new Consequence.GivesUp(failure));
        }
        Instant at = now.plus(recovery.pause(failures));
        ServiceState waiting = down.seen(Observed.WAITING, failure.reason())
                .troubled(new Trouble(failures, anew ? now : first, at, null));
        return new Reaction(waiting, new Consequence.TriesAgain(failure, at));
    }

    /** What another configuration would cure. */
    private static boolean isItsOwnFault(FailureCause cause) {
        return switch (cause) {
            case INVALID_WORKLOAD, IMAGE_UNAVAILABLE, PROBE_FAILED, EXITED, OUT_OF_MEMORY, UNPLACEABLE -> true;
            case PORT_TAKEN, GPU_DIRTY, HOST_ERROR, FENCED, TIMEOUT, HOST_LOST, CANCELLED -> false;
        };
    }

    /** What time, another port or another host may cure, even for a configuration that never worked. */
    private static boolean mayWorkLater(FailureCause cause) {
        return switch (cause) {
            case PORT_TAKEN, GPU_DIRTY, HOST_ERROR, FENCED, TIMEOUT, HOST_LOST, PROBE_FAILED, EXITED -> true;
            case INVALID_WORKLOAD, IMAGE_UNAVAILABLE, OUT_OF_MEMORY, UNPLACEABLE, CANCELLED -> false;
        };
    }
}
