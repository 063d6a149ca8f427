package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.leases.CapacityFreed;
import io.remotegpu.scheduler.leases.Fleet;
import io.remotegpu.scheduler.placement.Placed;
import io.remotegpu.scheduler.placement.Placement;
import io.remotegpu.scheduler.placement.PlacementRequest;
import io.remotegpu.scheduler.queue.Queue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts what waits as soon as it fits, in the order of the queue. */
@Component
class QueueWalker {
    private static final Logger LOG = LoggerFactory.getLogger(QueueWalker.class);

    private final Queue queue;
    private final Placement placement;
    private final Fleet fleet;
    private final Provisioning provisioning;
    private final Announcements announcements;
    private final TransactionTemplate transaction;
    private final ReentrantLock walking = new ReentrantLock();

    QueueWalker(
            Queue queue,
            Placement placement,
            Fleet fleet,
            Provisioning provisioning,
            Announcements announcements,
            TransactionTemplate transaction) {
        this.queue = queue;
        this.placement = placement;
        this.fleet = fleet;
        this.provisioning = provisioning;
        this.announcements = announcements;
        this.transaction = transaction;
    }

    /** At once, in transactions of its own: whoever freed something must not wait for those who get it. */
    @Async
    @TransactionalEventListener
    void on(CapacityFreed freed) {
        walk();
    }

    /** Covers what was freed just before this service died, or by another replica. */
    @Scheduled(fixedDelayString = "${scheduler.queue.walk-every:5s}")
    void walk() {
        walking.lock();
        try {
            queue.inOrder().forEach(this::tryToStart);
        } finally {
            walking.unlock();
        }
    }

    private void tryToStart(Queue.Waiting waiting) {
        try {
            transaction.executeWithoutResult(status -> provisioning
                    .lock(waiting.workloadId())
                    .filter(allocation -> allocation.phase() == Phase.QUEUED)
                    .ifPresent(allocation -> startIfItFits(allocation, waiting.reason())));
        } catch (RuntimeException failure) {
            LOG.error("queued workload {} could not be tried and is tried again later", waiting.workloadId(), failure);
        }
    }

    private void startIfItFits(Allocation allocation, String oldReason) {
        var request = new PlacementRequest(allocation.workload(), allocation.home(), Set.copyOf(allocation.avoided()));
        switch (placement.place(fleet.snapshot(), request)) {
            case Placed.Plan _ -> provisioning.provision(allocation);
            case Placed.Refusal(String reason) -> tell(allocation.id(), oldReason, reason);
        }
    }

    private void tell(WorkloadId id, String oldReason, String reason) {
        if (!reason.equals(oldReason)) {
            queue.add(id, reason);
            announcements.queued(id, reason);
        }
    }
}
