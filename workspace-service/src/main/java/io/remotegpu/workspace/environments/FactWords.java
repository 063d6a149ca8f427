package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.EnvDegraded;
import io.remotegpu.contracts.EnvMoveFailed;
import io.remotegpu.contracts.EnvMoved;
import io.remotegpu.contracts.EnvMoving;
import io.remotegpu.contracts.EnvRestored;
import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.SchedulerEvent.AccessFact;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvExpired;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvPreempted;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvRescheduled;
import io.remotegpu.contracts.SchedulerEvent.EnvResizeRefused;
import io.remotegpu.contracts.SchedulerEvent.EnvResized;
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
import io.remotegpu.contracts.SchedulerEvent.ResourcesHeld;
import io.remotegpu.contracts.SchedulerEvent.SnapshotDeleteRefused;
import io.remotegpu.contracts.SchedulerEvent.SnapshotDeleted;
import io.remotegpu.contracts.SchedulerEvent.SnapshotFact;
import io.remotegpu.contracts.SchedulerEvent.SnapshotFailed;
import io.remotegpu.contracts.SchedulerEvent.SnapshotLost;
import io.remotegpu.contracts.SchedulerEvent.SnapshotTaken;

/** A fact as the timeline tells it. */
record FactWords(String type, String message) {
    static FactWords of(SchedulerEvent fact) {
        return switch (fact) {
            case EnvQueued queued -> new FactWords("queued", queued.reason());
            case GpuReserved reserved -> reserved(reserved);
            case GpuRefused refused -> new FactWords("refused", refused.reason());
            case GpuReleased released -> released(released);
            case EnvRunning running -> new FactWords("running", "runs on " + running.hostName());
            case EnvStopped _ -> new FactWords("stopped", "stopped; its home is kept");
            case EnvFailed failed -> new FactWords("failed", failed.reason());
            case EnvDeleted _ -> new FactWords("deleted", "deleted with its home");
            case EnvUnknown unknown -> new FactWords("unknown", unknown.reason());
            case EnvRecovered _ -> new FactWords("recovered", "its host is back and it still runs");
            case EnvPreempted preempted -> preempted(preempted);
            case EnvRescheduled rescheduled -> new FactWords("rescheduled", rescheduled.reason());
            case EnvExpired expired -> new FactWords("expired", expired.reason());
            case EnvStopAnnounced announced -> announced(announced);
            case EnvStopWithdrawn withdrawn -> new FactWords("stop_withdrawn", withdrawn.reason());
            case AccessFact access -> access(access);
            case ResizeFact resize -> resize(resize);
            case SnapshotFact snapshot -> snapshot(snapshot);
            case MoveFact move -> move(move);
        };
    }

    private static FactWords access(AccessFact fact) {
        return switch (fact) {
            case EnvDegraded degraded -> new FactWords("degraded", degraded.reason());
            case EnvRestored _ -> new FactWords("restored", "it reaches its GPUs again");
        };
    }

    private static FactWords resize(ResizeFact fact) {
        return switch (fact) {
            case ResourcesHeld _ -> new FactWords("resizing", "its host holds room for the new size");
            case EnvResized resized -> resized(resized);
            case EnvResizeRefused refused -> new FactWords("resize_refused", refused.reason());
        };
    }

    private static FactWords snapshot(SnapshotFact fact) {
        return switch (fact) {
            case SnapshotTaken taken -> taken(taken);
            case SnapshotFailed failed -> new FactWords("snapshot_failed", failed.reason());
            case SnapshotDeleted deleted -> new FactWords("snapshot_deleted", deleted.snapshotId() + " is gone");
            case SnapshotDeleteRefused refused -> new FactWords("snapshot_delete_refused", refused.reason());
            case SnapshotLost lost -> lost(lost);
        };
    }

    private static FactWords move(MoveFact fact) {
        return switch (fact) {
            case EnvMoving moving ->
                new FactWords(
                        "moving",
                        "leaves %s for %s: %s".formatted(moving.fromName(), moving.toName(), moving.reason()));
            case EnvMoved moved -> new FactWords("moved", "its home is on " + moved.hostName());
            case EnvMoveFailed failed -> new FactWords("move_failed", failed.reason());
        };
    }

    private static FactWords preempted(EnvPreempted fact) {
        return new FactWords("preempted", "made room and waits for its next start: " + fact.reason());
    }

    private static FactWords reserved(GpuReserved fact) {
        return new FactWords(
                "reserved", "%d GPUs reserved on %s".formatted(fact.gpus().size(), fact.hostName()));
    }

    private static FactWords released(GpuReleased fact) {
        String message = "%d GPUs proven clean, %d in quarantine"
                .formatted(fact.available().size(), fact.quarantined().size());
        return new FactWords("released", message);
    }

    private static FactWords announced(EnvStopAnnounced fact) {
        return new FactWords("stop_announced", "will be stopped at %s: %s".formatted(fact.stopsAt(), fact.reason()));
    }

    private static FactWords resized(EnvResized fact) {
        return new FactWords("resized", "%s cores and %d MiB".formatted(fact.cpu(), fact.memory()));
    }

    private static FactWords taken(SnapshotTaken fact) {
        return new FactWords("snapshot_taken", fact.snapshotId() + " is kept on " + fact.hostName());
    }

    private static FactWords lost(SnapshotLost fact) {
        return new FactWords("snapshot_lost", fact.snapshotId() + " was lost with host " + fact.hostId());
    }
}
