package io.remotegpu.scheduler.provisioning;

import io.remotegpu.scheduler.leases.CapacityFreed;
import io.remotegpu.scheduler.leases.Fleet;
import io.remotegpu.scheduler.placement.Placed;
import io.remotegpu.scheduler.provisioning.QueuedStore.Queued;
import io.remotegpu.scheduler.queue.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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

    private final QueuedStore queued;
    private final Queue queue;
    private final Fleet fleet;
    private final Keeping keeping;
    private final Provisioning provisioning;
    private final Announcements announcements;
    private final TransactionTemplate transaction;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final ReentrantLock walking = new ReentrantLock();

    QueueWalker(
            QueuedStore queued,
            Queue queue,
            Fleet fleet,
            Keeping keeping,
            Provisioning provisioning,
            Announcements announcements,
            TransactionTemplate transaction) {
        this.queued = queued;
        this.queue = queue;
        this.fleet = fleet;
        this.keeping = keeping;
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

    /** Covers what was freed just before this service died, or by another replica. Many wishes to walk become one walk. */
    @Scheduled(fixedDelayString = "${scheduler.queue.walk-every:5s}")
    void walk() {
        if (!wanted.compareAndSet(false, true)) {
            return;
        }
        walking.lock();
        try {
            wanted.set(false);
            walkOnce();
        } finally {
            walking.unlock();
        }
    }

    private void walkOnce() {
        int kept = 0;
        for (Queued next : queued.inOrder()) {
            Allocation waiting = next.allocation();
            switch (fleet.wouldPlace(waiting.id(), waiting.placementRequest())) {
                case Placed.Refusal refusal -> {
                    tell(next, refusal.reason());
                    kept += keeping.look(next, kept) ? 1 : 0;
                }
                case Placed.Plan _ -> start(next);
            }
        }
    }

    /** Only if it still waits; the reservation itself looks again. */
    private void start(Queued next) {
        whileItWaits(next, provisioning::provision);
    }

    private void tell(Queued waiting, String reason) {
        if (!reason.equals(waiting.reason())) {
            whileItWaits(waiting, allocation -> {
                queue.add(allocation.id(), reason);
                announcements.queued(allocation.id(), reason);
            });
        }
    }

    private void whileItWaits(Queued waiting, Consumer<Allocation> action) {
        try {
            transaction.executeWithoutResult(status -> provisioning
                    .lock(waiting.allocation().id())
                    .filter(allocation -> allocation.phase() == Phase.QUEUED)
                    .ifPresent(action));
        } catch (RuntimeException failure) {
            LOG.error(
                    "queued workload {} could not be tried and is tried again later",
                    waiting.allocation().id(),
                    failure);
        }
    }
}
