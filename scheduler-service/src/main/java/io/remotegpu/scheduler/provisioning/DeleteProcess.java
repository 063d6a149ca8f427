package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.saga.Outcome;
import io.remotegpu.saga.Saga;
import io.remotegpu.saga.runtime.SagaProcess;
import org.springframework.stereotype.Component;

/** What follows when a workload is gone: the last fact about it. */
@Component
class DeleteProcess implements SagaProcess<DeleteWorkload> {
    private final AllocationStore allocations;
    private final Announcements announcements;

    DeleteProcess(AllocationStore allocations, Announcements announcements) {
        this.allocations = allocations;
        this.announcements = announcements;
    }

    @Override
    public Saga<DeleteWorkload> definition() {
        return DeleteWorkload.SAGA;
    }

    @Override
    public void ended(String key, Outcome<DeleteWorkload> outcome) {
        WorkloadId id = new WorkloadId(key);
        DeleteWorkload data = outcome.data();
        allocations.down(id, Phase.DELETED, data.stoppedAt());
        announcements.deleted(id, data.epoch(), data.stoppedAt());
    }
}
