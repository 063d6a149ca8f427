package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.saga.Outcome;
import io.remotegpu.saga.Saga;
import io.remotegpu.saga.runtime.SagaProcess;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What follows when a workload is gone: the last fact about it. */
@Component
class DeleteProcess implements SagaProcess<DeleteWorkload> {
    private final AllocationStore allocations;
    private final Announcements announcements;
    private final StopMoments stopMoments;

    DeleteProcess(AllocationStore allocations, Announcements announcements, StopMoments stopMoments) {
        this.allocations = allocations;
        this.announcements = announcements;
        this.stopMoments = stopMoments;
    }

    @Override
    public Saga<DeleteWorkload> definition() {
        return DeleteWorkload.SAGA;
    }

    @Override
    public void ended(String key, Outcome<DeleteWorkload> outcome) {
        Allocation allocation = allocations.lock(new WorkloadId(key)).orElseThrow();
        DeleteWorkload data = outcome.data();
        Instant stoppedAt = stopMoments.of(allocation, data.hostId(), data.epoch(), data.stoppedAt());
        allocations.down(allocation.id(), Phase.DELETED, stoppedAt);
        allocations.forgetWorkload(allocation.id());
        announcements.deleted(allocation.id(), data.epoch(), stoppedAt);
    }
}
