package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.EnvironmentEvent;
import io.remotegpu.contracts.EnvironmentEvent.EnvDatasetsChanged;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvMoveRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvResizeRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRestartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvSettingsChanged;
import io.remotegpu.contracts.EnvironmentEvent.EnvStartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.EnvironmentEvent.SnapshotDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.SnapshotRequested;
import io.remotegpu.contracts.WorkloadId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Records what people want. A later wish replaces an earlier one; what to do about it is decided elsewhere. */
@Component
class Wishes {
    private static final Logger LOG = LoggerFactory.getLogger(Wishes.class);

    private final AllocationStore allocations;
    private final Provisioning provisioning;
    private final Announcements announcements;
    private final NewEnvironments newcomers;
    private final Settings settings;
    private final ApplicationEventPublisher application;

    Wishes(
            AllocationStore allocations,
            Provisioning provisioning,
            Announcements announcements,
            NewEnvironments newcomers,
            Settings settings,
            ApplicationEventPublisher application) {
        this.allocations = allocations;
        this.provisioning = provisioning;
        this.announcements = announcements;
        this.newcomers = newcomers;
        this.settings = settings;
        this.application = application;
    }

    /** Must run inside a transaction. */
    void take(EnvironmentEvent wish) {
        WorkloadId id = wish.environmentId();
        switch (wish) {
            case EnvRequested request -> newcomers.take(request);
            case EnvStartRequested _ -> want(id, Desired.RUNNING, false);
            case EnvRestartRequested _ -> want(id, Desired.RUNNING, true);
            case EnvStopRequested _ -> want(id, Desired.STOPPED, false);
            case EnvDeleteRequested _ -> want(id, Desired.DELETED, false);
            case EnvSettingsChanged change -> settings.take(change);
            case EnvDatasetsChanged change -> settings.take(change);
            case EnvResizeRequested _, SnapshotRequested _, SnapshotDeleteRequested _, EnvMoveRequested _ ->
                application.publishEvent(wish);
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
