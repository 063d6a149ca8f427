package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.saga.Outcome;
import io.remotegpu.saga.Saga;
import io.remotegpu.saga.runtime.SagaProcess;
import io.remotegpu.scheduler.provisioning.StopWorkload.Ending;
import org.springframework.stereotype.Component;

/** What follows when a workload is down: stopped as asked, failed because it ended by itself, or on to its next wish. */
@Component
class StopProcess implements SagaProcess<StopWorkload> {
    private final AllocationStore allocations;
    private final Provisioning provisioning;
    private final Announcements announcements;

    StopProcess(AllocationStore allocations, Provisioning provisioning, Announcements announcements) {
        this.allocations = allocations;
        this.provisioning = provisioning;
        this.announcements = announcements;
    }

    @Override
    public Saga<StopWorkload> definition() {
        return StopWorkload.SAGA;
    }

    @Override
    public void ended(String key, Outcome<StopWorkload> outcome) {
        Allocation allocation = allocations.lock(new WorkloadId(key)).orElseThrow();
        StopWorkload data = outcome.data();
        Ending ending = data.ending();
        if (ending != null && allocation.desired() == Desired.RUNNING) {
            endedByItself(allocation, data, ending);
        } else {
            allocations.down(allocation.id(), Phase.STOPPED, data.stoppedAt());
            announcements.stopped(allocation.id(), data.epoch(), data.stoppedAt());
        }
        provisioning.reconcile(allocation.id());
    }

    /** Environments are pets: nobody starts it again unless its owner asks. */
    private void endedByItself(Allocation allocation, StopWorkload data, Ending ending) {
        allocations.down(allocation.id(), Phase.FAILED, data.stoppedAt());
        allocations.giveUp(allocation.id());
        announcements.failed(allocation.id(), data.epoch(), ending.cause(), ending.reason(), data.stoppedAt());
    }
}
