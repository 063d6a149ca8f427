package io.remotegpu.scheduler.node;

import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.NodeEvent.ResourceEvent;
import io.remotegpu.contracts.NodeEvent.SnapshotEvent;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.saga.runtime.SagaRunner;
import io.remotegpu.scheduler.provisioning.HostReports;
import io.remotegpu.scheduler.provisioning.LockOrder;
import io.remotegpu.scheduler.quarantine.Quarantine;
import java.util.List;
import org.springframework.stereotype.Component;

/** What hosts say about workloads, handed to the saga or the feature that waits for it. */
@Component
class WorkloadFacts implements Inbox.Effects<WorkloadEvent> {
    private final HostReports reports;
    private final Quarantine quarantine;
    private final SagaRunner sagas;
    private final LockOrder locks;

    WorkloadFacts(HostReports reports, Quarantine quarantine, SagaRunner sagas, LockOrder locks) {
        this.reports = reports;
        this.quarantine = quarantine;
        this.sagas = sagas;
        this.locks = locks;
    }

    @Override
    public void before(List<WorkloadEvent> fresh) {
        locks.lock(fresh.stream().map(WorkloadFacts::saga).toList());
    }

    @Override
    public void of(WorkloadEvent fact) {
        switch (fact) {
            case ContainerExited exited -> reports.exited(exited);
            case GpuVerifiedClean clean when quarantine.asked(clean.workloadId()) -> quarantine.clean(clean);
            case GpuDirty dirty when quarantine.asked(dirty.workloadId()) -> quarantine.dirty(dirty);
            case ContainerStarted started -> advance(started);
            case ContainerFailed failed -> advance(failed);
            case ContainerStopped stopped -> advance(stopped);
            case WorkloadRemoved removed -> advance(removed);
            case GpuVerifiedClean clean -> advance(clean);
            case GpuDirty dirty -> advance(dirty);
            case ResourceEvent resources -> advance(resources);
            case SnapshotEvent snapshot -> advance(snapshot);
        }
    }

    private void advance(WorkloadEvent fact) {
        sagas.advance(saga(fact), fact);
    }

    /** By which key the saga is found that waits for such a fact. */
    private static String saga(WorkloadEvent fact) {
        return switch (fact) {
            case ResourceEvent resources -> resources.workloadId() + "/resize";
            case SnapshotEvent snapshot -> snapshot.snapshotId().value();
            case ContainerStarted _,
                    ContainerFailed _,
                    ContainerStopped _,
                    ContainerExited _,
                    WorkloadRemoved _,
                    GpuVerifiedClean _,
                    GpuDirty _ -> fact.workloadId().value();
        };
    }
}
