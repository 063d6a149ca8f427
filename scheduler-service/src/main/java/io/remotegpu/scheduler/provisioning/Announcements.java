package io.remotegpu.scheduler.provisioning;

import static java.util.Objects.requireNonNull;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvPreempted;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRescheduled;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.scheduler.leases.Lease;
import io.remotegpu.scheduler.leases.Leases;
import io.remotegpu.scheduler.queue.Queue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the other services how a workload is. Saying the same twice does no harm. */
@Component
class Announcements {
    private final Outbox outbox;
    private final Leases leases;
    private final Queue queue;

    Announcements(Outbox outbox, Leases leases, Queue queue) {
        this.outbox = outbox;
        this.leases = leases;
        this.queue = queue;
    }

    void running(Allocation allocation) {
        Lease lease = leases.open(allocation.id()).orElseThrow();
        outbox.publish(new EnvRunning(
                allocation.id(),
                allocation.customerId(),
                allocation.workspaceId(),
                lease.hostId(),
                lease.hostName(),
                lease.runtime(),
                requireNonNull(allocation.containerId(), "a running workload has a container"),
                lease.epoch(),
                lease.gpus(),
                allocation.workload().cpu(),
                allocation.workload().memory(),
                lease.endpoints(),
                requireNonNull(allocation.startedAt(), "a running workload was started")));
    }

    void queued(WorkloadId id, String reason) {
        outbox.publish(new EnvQueued(id, reason));
    }

    void stopped(WorkloadId id, long epoch, @Nullable Instant stoppedAt) {
        outbox.publish(new EnvStopped(id, epoch, stoppedAt));
    }

    void rescheduled(Allocation allocation, HostId host, String reason, @Nullable Instant stoppedAt) {
        outbox.publish(new EnvRescheduled(allocation.id(), host, allocation.epoch(), reason, stoppedAt));
    }

    void preempted(WorkloadId id, long epoch, String reason, @Nullable Instant stoppedAt) {
        outbox.publish(new EnvPreempted(id, epoch, reason, stoppedAt));
    }

    void failed(WorkloadId id, long epoch, FailureCause cause, String reason, @Nullable Instant stoppedAt) {
        failed(new EnvFailed(id, epoch, cause, reason, stoppedAt));
    }

    void failed(EnvFailed fact) {
        outbox.publish(fact);
    }

    void deleted(WorkloadId id, long epoch, @Nullable Instant stoppedAt) {
        outbox.publish(new EnvDeleted(id, epoch, stoppedAt));
    }

    /** Answers a wish that asks for what is the case already. While a saga is under way its end is the answer. */
    void repeat(Allocation allocation) {
        switch (allocation.phase()) {
            case RUNNING -> running(allocation);
            case QUEUED -> queue.reason(allocation.id()).ifPresent(reason -> queued(allocation.id(), reason));
            case STOPPED, FAILED -> stopped(allocation.id(), allocation.epoch(), allocation.stoppedAt());
            case DELETED -> deleted(allocation.id(), allocation.epoch(), allocation.stoppedAt());
            case STARTING, STOPPING, MOVING, DELETING, UNKNOWN -> {}
        }
    }
}
