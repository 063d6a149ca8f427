package io.remotegpu.workspace.environments;

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
import io.remotegpu.contracts.SchedulerEvent.MoveFact;
import io.remotegpu.contracts.SchedulerEvent.ResizeFact;
import io.remotegpu.contracts.SchedulerEvent.SnapshotFact;
import io.remotegpu.workspace.lifecycle.Standing;
import io.remotegpu.workspace.lifecycle.Status;
import org.jspecify.annotations.Nullable;

/** What a fact that was not late changes of an environment, its state decided already. */
final class FactEffects {
    private FactEffects() {}

    static Life apply(Life before, Standing after, SchedulerEvent fact) {
        return switch (fact) {
            case EnvQueued queued -> before.at(after, queued.reason());
            case GpuReserved reserved ->
                before.at(after, null).placed(before.placement().reserved(reserved));
            case EnvRunning running -> running(before, after, running);
            case EnvStopped stopped -> before.at(after, reasonKept(before)).stopped(stopped.stoppedAt());
            case EnvFailed failed -> failed(before, after, failed);
            case EnvUnknown unknown -> before.at(after, unknown.reason());
            case EnvRecovered _, EnvRestored _ -> before.at(after, null);
            case EnvDegraded degraded -> before.at(after, degraded.reason());
            case EnvDeleted deleted -> before.at(after, null).stopped(deleted.stoppedAt());
            case EnvRescheduled rescheduled ->
                before.at(after, rescheduled.reason()).stopped(rescheduled.stoppedAt());
            case EnvPreempted preempted -> before.at(after, preempted.reason()).stopped(preempted.stoppedAt());
            case EnvExpired expired -> before.at(after, expired.reason());
            case EnvStopAnnounced _, EnvStopWithdrawn _ -> before;
            case EnvMoving moving ->
                before.at(after, "its home goes to host " + moving.toName() + ": " + moving.reason())
                        .placed(before.placement().stopped());
            case EnvMoved moved ->
                before.at(after, null).placed(before.placement().moved(moved));
            case EnvMoveFailed failed -> after.status() == Status.RUNNING ? before : before.at(after, failed.reason());
            case GpuRefused _, GpuReleased _, ResizeFact _, SnapshotFact _ -> before;
        };
    }

    /** Why it is being stopped, if it was not asked to, is still worth knowing once it has. */
    private static @Nullable String reasonKept(Life before) {
        return before.standing().status() == Status.STOPPING ? before.reason() : null;
    }

    /** Who is on the way out is not shown as reachable any more. */
    private static Life running(Life before, Standing after, EnvRunning running) {
        return after.status() == Status.RUNNING
                ? before.at(after, null).placed(Placement.of(running)).started(running.startedAt())
                : before.at(after, before.reason());
    }

    private static Life failed(Life before, Standing after, EnvFailed failed) {
        String reason = after.status() == Status.ERROR ? failed.reason() : null;
        return before.at(after, reason).stopped(failed.stoppedAt());
    }

    /** Whether after this fact nothing of it runs or is reserved any more. */
    static boolean ends(SchedulerEvent fact) {
        return switch (fact) {
            case EnvStopped _, EnvFailed _, EnvDeleted _ -> true;
            case EnvQueued _, GpuReserved _, GpuRefused _, GpuReleased _, EnvRunning _, EnvUnknown _, EnvRecovered _ ->
                false;
            case EnvDegraded _, EnvRestored _ -> false;
            case EnvRescheduled _, EnvPreempted _, EnvExpired _, EnvStopAnnounced _, EnvStopWithdrawn _ -> false;
            case ResizeFact _, SnapshotFact _, MoveFact _ -> false;
        };
    }
}
