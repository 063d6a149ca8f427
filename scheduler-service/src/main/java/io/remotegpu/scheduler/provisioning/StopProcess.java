package io.remotegpu.scheduler.provisioning;

import static java.util.Objects.requireNonNull;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Scheduling.LostHostPolicy;
import io.remotegpu.saga.Outcome;
import io.remotegpu.saga.Saga;
import io.remotegpu.saga.runtime.SagaProcess;
import io.remotegpu.scheduler.notices.StopNotices;
import io.remotegpu.scheduler.provisioning.StopWorkload.Ending;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What follows when a workload is down: stopped as asked, failed because it ended by itself, or on to its next wish. */
@Component
class StopProcess implements SagaProcess<StopWorkload> {
    private final AllocationStore allocations;
    private final Provisioning provisioning;
    private final Announcements announcements;
    private final StopMoments stopMoments;
    private final StopNotices notices;

    StopProcess(
            AllocationStore allocations,
            Provisioning provisioning,
            Announcements announcements,
            StopMoments stopMoments,
            StopNotices notices) {
        this.allocations = allocations;
        this.provisioning = provisioning;
        this.announcements = announcements;
        this.stopMoments = stopMoments;
        this.notices = notices;
    }

    @Override
    public Saga<StopWorkload> definition() {
        return StopWorkload.SAGA;
    }

    @Override
    public void ended(String key, Outcome<StopWorkload> outcome) {
        Allocation allocation = allocations.lock(new WorkloadId(key)).orElseThrow();
        StopWorkload data = outcome.data();
        Instant stoppedAt = stopMoments.of(allocation, data.hostId(), data.epoch(), data.stoppedAt());
        notices.forget(allocation.id(), data.epoch());
        Ending ending = data.ending();
        String preempted = data.preemptedBecause();
        // A restart asked for while it was ending is a wish like any other: it is stopped now and starts again.
        boolean unasked = allocation.desired() == Desired.RUNNING && !allocation.restartWanted();
        if (unasked && ending != null) {
            endedUnasked(allocation, ending, stoppedAt);
        } else if (unasked && preempted != null) {
            allocations.down(allocation.id(), Phase.STOPPED, stoppedAt);
            announcements.preempted(allocation.id(), data.epoch(), preempted, stoppedAt);
        } else {
            allocations.down(allocation.id(), Phase.STOPPED, stoppedAt);
            announcements.stopped(allocation.id(), data.epoch(), stoppedAt);
        }
        provisioning.reconcile(allocation.id());
    }

    private void endedUnasked(Allocation allocation, Ending ending, @Nullable Instant stoppedAt) {
        boolean elsewhere = ending.cause() == FailureCause.HOST_LOST
                && allocation.scheduling().lostHostPolicy() == LostHostPolicy.RESCHEDULE
                && allocation.snapshotId() == null;
        if (elsewhere) {
            startsElsewhere(allocation, ending, stoppedAt);
        } else {
            endedByItself(allocation, ending, stoppedAt);
        }
    }

    /** It asked for that: another home is better than none. */
    private void startsElsewhere(Allocation allocation, Ending ending, @Nullable Instant stoppedAt) {
        HostId host = requireNonNull(allocation.hostId(), "what ran had a host");
        allocations.down(allocation.id(), Phase.STOPPED, stoppedAt);
        allocations.leave(allocation.id(), host);
        announcements.rescheduled(allocation, host, ending.reason(), stoppedAt);
    }

    /** Environments are pets: nobody starts it again unless its owner asks. */
    private void endedByItself(Allocation allocation, Ending ending, @Nullable Instant stoppedAt) {
        allocations.down(allocation.id(), Phase.FAILED, stoppedAt);
        allocations.giveUp(allocation.id());
        announcements.failed(new EnvFailed(
                allocation.id(), allocation.epoch(), ending.cause(), ending.reason(), stoppedAt, ending.logTail()));
    }
}
