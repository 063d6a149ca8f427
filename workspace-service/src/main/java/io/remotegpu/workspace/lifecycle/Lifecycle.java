package io.remotegpu.workspace.lifecycle;

import io.remotegpu.contracts.EnvDegraded;
import io.remotegpu.contracts.EnvMoveFailed;
import io.remotegpu.contracts.EnvMoved;
import io.remotegpu.contracts.EnvMoving;
import io.remotegpu.contracts.EnvRestored;
import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvExpired;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvPreempted;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvRescheduled;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopAnnounced;
import io.remotegpu.contracts.SchedulerEvent.EnvStopWithdrawn;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.SchedulerEvent.GpuRefused;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.SchedulerEvent.ResizeFact;
import io.remotegpu.contracts.SchedulerEvent.SnapshotFact;
import io.remotegpu.contracts.workload.FailureCause;
import java.util.Optional;

/**
 * What a fact of the scheduler makes of an environment. Facts win over expectations, so every order of arrival ends where the
 * newest lease ended; facts about older leases are passed over.
 */
public final class Lifecycle {
    private Lifecycle() {}

    /** Where it stands after the fact; empty if the fact is late or says nothing about its state. */
    public static Optional<Standing> after(Standing before, SchedulerEvent fact) {
        return switch (fact) {
            case GpuRefused _, GpuReleased _, ResizeFact _, SnapshotFact _ -> Optional.empty();
            case EnvStopAnnounced _, EnvStopWithdrawn _ -> Optional.empty();
            case EnvExpired expired -> isTimeUp(before, expired.epoch());
            case EnvQueued _ -> queued(before);
            case GpuReserved reserved -> comesAlive(before, reserved.epoch(), Status.CREATING);
            case EnvRunning running -> comesAlive(before, running.epoch(), Status.RUNNING);
            case EnvStopped stopped -> stops(before, stopped.epoch());
            case EnvFailed failed -> fails(before, failed.epoch(), failed.cause());
            case EnvUnknown unknown -> losesItsHost(before, unknown.epoch());
            case EnvRecovered recovered -> isBack(before, recovered.epoch());
            case EnvDegraded degraded -> losesItsGpus(before, degraded.epoch());
            case EnvRestored restored -> hasItsGpusBack(before, restored.epoch());
            case EnvRescheduled rescheduled -> startsAgain(before, rescheduled.epoch(), Status.CREATING);
            case EnvPreempted preempted -> startsAgain(before, preempted.epoch(), Status.QUEUED);
            case EnvMoving moving -> startsAgain(before, moving.epoch(), Status.CREATING);
            case EnvMoved moved -> moved.epoch() < before.epoch() ? Optional.empty() : Optional.of(before);
            case EnvMoveFailed _ -> Optional.of(before);
            case EnvDeleted deleted ->
                Optional.of(before.under(deleted.epoch()).ended().with(Status.DELETING));
        };
    }

    /** Carries no epoch, so only a state that waits for a host, or lost its host, can believe it. */
    private static Optional<Standing> queued(Standing before) {
        return switch (before.status()) {
            case QUEUED, CREATING, UNKNOWN -> Optional.of(before.with(Status.QUEUED));
            case RUNNING, DEGRADED, STOPPING, STOPPED, DELETING, ERROR -> Optional.empty();
        };
    }

    private static Optional<Standing> comesAlive(Standing before, long epoch, Status alive) {
        if (epoch < before.epoch() || (epoch == before.epoch() && before.over())) {
            return Optional.empty();
        }
        Standing now = before.under(epoch);
        return switch (before.status()) {
            case QUEUED, CREATING, STOPPED, ERROR -> Optional.of(now.with(alive));
            // of one lease, the reservation comes before the running: a later reservation is a new run
            case RUNNING, UNKNOWN ->
                alive == Status.RUNNING || epoch > before.epoch() ? Optional.of(now.with(alive)) : Optional.empty();
            case DEGRADED -> epoch > before.epoch() ? Optional.of(now.with(alive)) : Optional.empty();
            case STOPPING, DELETING -> Optional.of(now);
        };
    }

    private static Optional<Standing> stops(Standing before, long epoch) {
        if (isLateEnd(before, epoch)) {
            return Optional.empty();
        }
        Standing now = before.under(epoch).ended();
        return switch (before.status()) {
            case RUNNING, DEGRADED, STOPPING, STOPPED, ERROR, UNKNOWN -> Optional.of(now.with(Status.STOPPED));
            case DELETING -> Optional.of(now);
            // the first half of a restart; the answer to the start is still to come
            case QUEUED, CREATING -> Optional.empty();
        };
    }

    private static Optional<Standing> fails(Standing before, long epoch, FailureCause cause) {
        if (isLateEnd(before, epoch)) {
            return Optional.empty();
        }
        Standing now = before.under(epoch).ended();
        return switch (before.status()) {
            case STOPPING -> Optional.of(now.with(cause == FailureCause.CANCELLED ? Status.STOPPED : Status.ERROR));
            // how the old lease of a restart ended; the answer to the start is still to come
            case QUEUED, CREATING ->
                isAskedToEnd(before, epoch) ? Optional.empty() : Optional.of(now.with(Status.ERROR));
            case RUNNING, DEGRADED, STOPPED, ERROR, UNKNOWN -> Optional.of(now.with(Status.ERROR));
            case DELETING -> Optional.of(now);
        };
    }

    private static Optional<Standing> losesItsHost(Standing before, long epoch) {
        if (epoch < before.epoch()) {
            return Optional.empty();
        }
        return switch (before.status()) {
            case QUEUED, CREATING, RUNNING, DEGRADED, UNKNOWN ->
                Optional.of(before.under(epoch).with(Status.UNKNOWN));
            case STOPPING, DELETING -> Optional.of(before.under(epoch));
            case STOPPED, ERROR ->
                epoch > before.epoch() ? Optional.of(before.under(epoch).with(Status.UNKNOWN)) : Optional.empty();
        };
    }

    private static Optional<Standing> isBack(Standing before, long epoch) {
        boolean expected = before.status() == Status.UNKNOWN && epoch >= before.epoch();
        return expected ? Optional.of(before.under(epoch).with(Status.RUNNING)) : Optional.empty();
    }

    private static Optional<Standing> losesItsGpus(Standing before, long epoch) {
        boolean runs = before.status() == Status.RUNNING && epoch >= before.epoch() && !before.over();
        return runs ? Optional.of(before.under(epoch).with(Status.DEGRADED)) : Optional.empty();
    }

    private static Optional<Standing> hasItsGpusBack(Standing before, long epoch) {
        boolean expected = before.status() == Status.DEGRADED && epoch >= before.epoch();
        return expected ? Optional.of(before.under(epoch).with(Status.RUNNING)) : Optional.empty();
    }

    /** The scheduler stops it by itself. One that was asked to stop or restart already goes on as asked. */
    private static Optional<Standing> isTimeUp(Standing before, long epoch) {
        boolean runs = before.status().isUp() || before.status() == Status.UNKNOWN;
        return runs && epoch >= before.epoch() && !before.over()
                ? Optional.of(before.under(epoch).ended().with(Status.STOPPING))
                : Optional.empty();
    }

    /** Its old lease is over; a new one, or the queue, is the next that is heard of it. */
    private static Optional<Standing> startsAgain(Standing before, long epoch, Status meanwhile) {
        if (isLateEnd(before, epoch)) {
            return Optional.empty();
        }
        Standing now = before.under(epoch).ended();
        return switch (before.status()) {
            case RUNNING, DEGRADED, UNKNOWN -> Optional.of(now.with(meanwhile));
            case QUEUED, CREATING, STOPPED, ERROR, STOPPING, DELETING -> Optional.of(now);
        };
    }

    /** Epoch 0 is no lease: a start that never got one failed. */
    private static boolean isAskedToEnd(Standing before, long epoch) {
        return epoch > 0 && epoch == before.epoch() && before.over();
    }

    /** Epoch 0: it ended without ever holding a lease, which cannot be said of one that runs. */
    private static boolean isLateEnd(Standing before, long epoch) {
        if (epoch == 0) {
            return before.status().isUp() || before.status() == Status.UNKNOWN;
        }
        return epoch < before.epoch();
    }
}
