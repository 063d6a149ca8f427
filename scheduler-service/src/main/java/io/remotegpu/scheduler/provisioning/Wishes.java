package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.EnvironmentEvent;
import io.remotegpu.contracts.EnvironmentEvent.EnvDatasetsChanged;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvResizeRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRestartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvSettingsChanged;
import io.remotegpu.contracts.EnvironmentEvent.EnvStartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.EnvironmentEvent.SnapshotDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.SnapshotRequested;
import io.remotegpu.contracts.SchedulerEvent.EnvResizeRefused;
import io.remotegpu.contracts.SchedulerEvent.SnapshotDeleted;
import io.remotegpu.contracts.SchedulerEvent.SnapshotFailed;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.messaging.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Records what people want. A later wish replaces an earlier one; what to do about it is decided elsewhere. */
@Component
class Wishes {
    private static final Logger LOG = LoggerFactory.getLogger(Wishes.class);

    private final AllocationStore allocations;
    private final Provisioning provisioning;
    private final Announcements announcements;
    private final Outbox outbox;

    Wishes(AllocationStore allocations, Provisioning provisioning, Announcements announcements, Outbox outbox) {
        this.allocations = allocations;
        this.provisioning = provisioning;
        this.announcements = announcements;
        this.outbox = outbox;
    }

    /** Must run inside a transaction. */
    void take(EnvironmentEvent wish) {
        WorkloadId id = wish.environmentId();
        switch (wish) {
            case EnvRequested request -> {
                allocations.insert(request);
                provisioning.lock(id);
                provisioning.reconcile(id);
            }
            case EnvStartRequested _ -> want(id, Desired.RUNNING, false);
            case EnvRestartRequested _ -> want(id, Desired.RUNNING, true);
            case EnvStopRequested _ -> want(id, Desired.STOPPED, false);
            case EnvDeleteRequested _ -> want(id, Desired.DELETED, false);
            case EnvResizeRequested resize ->
                outbox.publish(new EnvResizeRefused(id, resize.changeId(), "sizes cannot be changed yet", null, null));
            case EnvDatasetsChanged _ -> LOG.warn("datasets of {} cannot be changed yet", id);
            case EnvSettingsChanged _ -> LOG.warn("settings of {} cannot be changed yet", id);
            case SnapshotRequested wanted ->
                outbox.publish(new SnapshotFailed(id, wanted.snapshotId(), "snapshots cannot be taken yet"));
            case SnapshotDeleteRequested unwanted -> outbox.publish(new SnapshotDeleted(id, unwanted.snapshotId()));
        }
    }

    private void want(WorkloadId id, Desired desired, boolean restart) {
        provisioning.lock(id).ifPresentOrElse(known -> want(known, desired, restart), () -> unknown(id, desired));
    }

    private void want(Allocation known, Desired desired, boolean restart) {
        if (known.desired() != Desired.DELETED) {
            allocations.want(known.id(), desired, restart);
        }
        if (provisioning.reconcile(known.id()) == NextMove.WAIT) {
            announcements.repeat(known);
        }
    }

    /** Whoever wants a workload gone that never was is told that it is gone. */
    private void unknown(WorkloadId id, Desired desired) {
        if (desired == Desired.DELETED) {
            announcements.deleted(id, 0, null);
        } else {
            LOG.warn("workload {} is wanted {} but was never requested here", id, desired.wireName());
        }
    }
}
