package io.remotegpu.scheduler.provisioning;

import io.remotegpu.scheduler.notices.StopNotices;
import io.remotegpu.scheduler.notices.StopNotices.Notice;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries out announced stops when their time has come, and withdraws those that nobody needs any more. */
@Component
class NoticedStops {
    private static final Logger LOG = LoggerFactory.getLogger(NoticedStops.class);

    private final StopNotices notices;
    private final AllocationStore allocations;
    private final Provisioning provisioning;
    private final TransactionTemplate transaction;

    NoticedStops(
            StopNotices notices,
            AllocationStore allocations,
            Provisioning provisioning,
            TransactionTemplate transaction) {
        this.notices = notices;
        this.allocations = allocations;
        this.provisioning = provisioning;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "${scheduler.provisioning.expire-every:5s}")
    void watch() {
        notices.pointless().forEach(notice -> each(notice, this::withdraw));
        notices.due().forEach(notice -> each(notice, this::stop));
    }

    private void each(Notice notice, Consumer<Notice> action) {
        try {
            transaction.executeWithoutResult(status -> action.accept(notice));
        } catch (RuntimeException failure) {
            LOG.error("the announced stop of {} could not be looked at and will be again", notice.workload(), failure);
        }
    }

    private void withdraw(Notice notice) {
        boolean runs = provisioning
                .lock(notice.workload())
                .filter(known -> isMeant(notice, known) && isUp(known))
                .isPresent();
        if (runs) {
            notices.withdraw(notice, "nobody waits for its place any more");
        } else {
            notices.forget(notice);
        }
    }

    /**
     * What a silent host's workload does is not known: it is stopped once it is heard again. The notice stays until its place is free, so that nobody
     * else is told to leave for the same one who waits.
     */
    private void stop(Notice notice) {
        Allocation known = provisioning.lock(notice.workload()).orElse(null);
        if (known == null || !isMeant(notice, known)) {
            notices.forget(notice);
        } else if (known.phase() == Phase.RUNNING) {
            makesRoom(known, notice.reason());
        }
    }

    private void makesRoom(Allocation known, String reason) {
        if (known.scheduling().requeued()) {
            provisioning.preempt(known, reason);
        } else {
            allocations.want(known.id(), Desired.STOPPED, false);
            provisioning.reconcile(known.id());
        }
    }

    /** Whether the run that was told to leave holds its place still. */
    private static boolean isMeant(Notice notice, Allocation known) {
        boolean leaves = known.phase() == Phase.STOPPING || known.phase() == Phase.DELETING;
        return known.epoch() == notice.epoch() && (isUp(known) || leaves);
    }

    private static boolean isUp(Allocation known) {
        return known.phase() == Phase.RUNNING || known.phase() == Phase.UNKNOWN;
    }
}
