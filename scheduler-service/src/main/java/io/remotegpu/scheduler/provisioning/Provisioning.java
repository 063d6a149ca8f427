package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.saga.runtime.SagaRunner;
import io.remotegpu.scheduler.keys.SshKeys;
import io.remotegpu.scheduler.leases.CapacityFreed;
import io.remotegpu.scheduler.leases.Lease;
import io.remotegpu.scheduler.leases.Leases;
import io.remotegpu.scheduler.provisioning.StopWorkload.Ending;
import io.remotegpu.scheduler.queue.Queue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Makes the next move for a workload. Asked by every wish, by the end of every saga and by the queue, always inside their transaction; asking
 * once too often does nothing.
 */
@Component
class Provisioning {
    private final SagaRunner sagas;
    private final AllocationStore allocations;
    private final Leases leases;
    private final Queue queue;
    private final SshKeys keys;
    private final Announcements announcements;
    private final ApplicationEventPublisher application;

    Provisioning(
            SagaRunner sagas,
            AllocationStore allocations,
            Leases leases,
            Queue queue,
            SshKeys keys,
            Announcements announcements,
            ApplicationEventPublisher application) {
        this.sagas = sagas;
        this.allocations = allocations;
        this.leases = leases;
        this.queue = queue;
        this.keys = keys;
        this.announcements = announcements;
        this.application = application;
    }

    /** The workload as it is now, locked together with its saga until the transaction ends. */
    Optional<Allocation> lock(WorkloadId id) {
        sagas.lockActive(id.value());
        return allocations.lock(id);
    }

    /** Takes one step towards what is wanted; the saga that it starts asks again at its end. */
    NextMove reconcile(WorkloadId id) {
        return reconcile(allocations.lock(id).orElseThrow());
    }

    /** The same of one that is locked and known as it is now. */
    NextMove reconcile(Allocation allocation) {
        NextMove move = allocation.nextMove();
        switch (move) {
            case WAIT -> {}
            case PROVISION -> provision(allocation);
            case ABORT -> abort(allocation);
            case LEAVE_QUEUE -> leaveQueue(allocation);
            case STOP -> stop(allocation, null);
            case DELETE -> delete(allocation);
            case MOVE -> application.publishEvent(new Departing(allocation.id()));
        }
        return move;
    }

    /** Tries to bring it up now; it is queued if nothing fits. */
    void provision(Allocation allocation) {
        allocations.phase(allocation.id(), Phase.STARTING);
        var authorizedKeys = keys.of(allocation.id(), allocation.customerId());
        sagas.start(ProvisionWorkload.SAGA, allocation.id().value(), ProvisionWorkload.of(allocation, authorizedKeys));
    }

    /** Takes it down, because somebody wants that or because it ended by itself. */
    void stop(Allocation allocation, @Nullable Ending ending) {
        takeDown(allocation, stopping(allocation, ending));
    }

    /** Takes it down to make room; it is wanted as before, so it waits for its next start. */
    void preempt(Allocation allocation, String because) {
        takeDown(allocation, stopping(allocation, null).preempted(because));
    }

    private StopWorkload stopping(Allocation allocation, @Nullable Ending ending) {
        Lease lease = leases.open(allocation.id()).orElseThrow();
        return StopWorkload.of(lease, ending, StopWorkload.grace(allocation.workload()));
    }

    private void takeDown(Allocation allocation, StopWorkload stop) {
        allocations.stopping(allocation.id());
        leases.beginRelease(allocation.id());
        sagas.start(StopWorkload.SAGA, allocation.id().value(), stop);
    }

    /** What is being started is not what is wanted any more: that is undone, and its end starts what is. */
    void startAgain(Allocation allocation) {
        leases.beginRelease(allocation.id());
        sagas.abort(allocation.id().value(), "it is wanted with another configuration");
    }

    private void abort(Allocation allocation) {
        leases.beginRelease(allocation.id());
        sagas.abort(
                allocation.id().value(), "it is wanted " + allocation.desired().wireName() + " now");
    }

    private void leaveQueue(Allocation allocation) {
        queue.remove(allocation.id());
        allocations.down(allocation.id(), Phase.STOPPED, null);
        announcements.stopped(allocation.id(), allocation.epoch(), allocation.stoppedAt());
        application.publishEvent(new CapacityFreed());
    }

    private void delete(Allocation allocation) {
        queue.remove(allocation.id());
        Lease lease = leases.open(allocation.id()).orElse(null);
        allocations.phase(allocation.id(), Phase.DELETING);
        leases.beginRelease(allocation.id());
        sagas.start(DeleteWorkload.SAGA, allocation.id().value(), DeleteWorkload.of(allocation, lease));
    }
}
