package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.scheduler.snapshots.SnapshotOrigin;
import io.remotegpu.scheduler.snapshots.SnapshotOrigin.Origin;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes in requests for new environments. One that can never start is told so at once; a repeat changes nothing. */
@Component
class NewEnvironments {
    private final AllocationStore allocations;
    private final SnapshotOrigin snapshots;
    private final Provisioning provisioning;
    private final Announcements announcements;

    NewEnvironments(
            AllocationStore allocations,
            SnapshotOrigin snapshots,
            Provisioning provisioning,
            Announcements announcements) {
        this.allocations = allocations;
        this.snapshots = snapshots;
        this.provisioning = provisioning;
        this.announcements = announcements;
    }

    /** Must run inside a transaction. */
    void take(EnvRequested request) {
        switch (snapshots.of(request)) {
            case Origin.Image _ -> start(request, request.workload(), null);
            case Origin.Kept(String image, HostId host) ->
                start(request, request.workload().from(image), host);
            case Origin.Refused(String reason) -> {
                allocations.insert(request, request.workload(), null);
                refuse(request, FailureCause.INVALID_WORKLOAD, reason);
            }
        }
    }

    /** The host that keeps its image is where its home will be. Of what is new there is nothing to wait for. */
    private void start(EnvRequested request, Workload workload, @Nullable HostId home) {
        allocations.insert(request, workload, home).ifPresentOrElse(provisioning::reconcile, () -> {
            provisioning.lock(request.environmentId());
            provisioning.reconcile(request.environmentId());
        });
    }

    private void refuse(EnvRequested request, FailureCause cause, String reason) {
        provisioning
                .lock(request.environmentId())
                .filter(known -> known.phase() == Phase.STOPPED && known.desired() == Desired.RUNNING)
                .ifPresent(known -> {
                    allocations.down(known.id(), Phase.FAILED, null);
                    allocations.giveUp(known.id());
                    announcements.failed(known.id(), 0, cause, reason, null);
                });
    }
}
