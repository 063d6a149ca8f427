package io.remotegpu.scheduler.node;

import io.remotegpu.contracts.GpuAccessLost;
import io.remotegpu.contracts.GpuAccessRestored;
import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.NodeEvent.HomeEvent;
import io.remotegpu.contracts.NodeEvent.ResourceEvent;
import io.remotegpu.contracts.NodeEvent.SnapshotEvent;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.saga.runtime.SagaRunner;
import io.remotegpu.scheduler.moving.LeftHomes;
import io.remotegpu.scheduler.provisioning.GpuAccessReports;
import io.remotegpu.scheduler.provisioning.HostReports;
import io.remotegpu.scheduler.provisioning.LockOrder;
import io.remotegpu.scheduler.quarantine.Quarantine;
import io.remotegpu.scheduler.resizing.ResizeKey;
import java.util.List;
import org.springframework.stereotype.Component;

/** What hosts say about workloads, handed to the saga or the feature that waits for it. */
@Component
class WorkloadFacts implements Inbox.Effects<WorkloadEvent> {
    private final HostReports reports;
    private final GpuAccessReports gpuAccess;
    private final Quarantine quarantine;
    private final SagaRunner sagas;
    private final LockOrder locks;
    private final LeftHomes leftHomes;

    WorkloadFacts(
            HostReports reports,
            GpuAccessReports gpuAccess,
            Quarantine quarantine,
            SagaRunner sagas,
            LockOrder locks,
            LeftHomes leftHomes) {
        this.reports = reports;
        this.gpuAccess = gpuAccess;
        this.quarantine = quarantine;
        this.sagas = sagas;
        this.locks = locks;
        this.leftHomes = leftHomes;
    }

    @Override
    public void before(List<WorkloadEvent> fresh) {
        locks.lock(
                fresh.stream().map(WorkloadFacts::saga).toList(),
                fresh.stream().map(WorkloadEvent::workloadId).toList());
    }

    @Override
    public void of(WorkloadEvent fact) {
        switch (fact) {
            case ContainerExited exited -> reports.exited(exited);
            case GpuAccessLost lost -> gpuAccess.lost(lost);
            case GpuAccessRestored restored -> gpuAccess.restored(restored);
            case GpuVerifiedClean clean when quarantine.asked(clean.workloadId()) -> quarantine.clean(clean);
            case GpuDirty dirty when quarantine.asked(dirty.workloadId()) -> quarantine.dirty(dirty);
            case ContainerStarted started -> advance(started);
            case ContainerFailed failed -> advance(failed);
            case ContainerStopped stopped -> advance(stopped);
            case WorkloadRemoved removed -> {
                leftHomes.removed(removed);
                advance(removed);
            }
            case GpuVerifiedClean clean -> advance(clean);
            case GpuDirty dirty -> advance(dirty);
            case ResourceEvent resources -> advance(resources);
            case SnapshotEvent snapshot -> advance(snapshot);
            case HomeEvent home -> advance(home);
        }
    }

    private void advance(WorkloadEvent fact) {
        sagas.advance(saga(fact), fact);
    }

    /** By which key the saga is found that waits for such a fact. */
    private static String saga(WorkloadEvent fact) {
        return switch (fact) {
            case ResourceEvent resources -> ResizeKey.of(resources.workloadId());
            case SnapshotEvent snapshot -> snapshot.snapshotId().value();
            case ContainerStarted _,
                    ContainerFailed _,
                    ContainerStopped _,
                    ContainerExited _,
                    GpuAccessLost _,
                    GpuAccessRestored _,
                    WorkloadRemoved _,
                    GpuVerifiedClean _,
                    GpuDirty _,
                    HomeEvent _ -> fact.workloadId().value();
        };
    }
}
