package io.remotegpu.web.stream;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Somebody who waits for events. A wake-up that comes while they read is not lost: the next wait returns at once. */
final class Subscriber {
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean dismissed;

    void wake() {
        wakeUps.release();
    }

    void dismiss() {
        dismissed = true;
        wake();
    }

    boolean dismissed() {
        return dismissed;
    }

    /** Whether it was woken; otherwise the time is over. */
    boolean await(Duration longest) throws InterruptedException {
        boolean woken = wakeUps.tryAcquire(Math.max(longest.toMillis(), 1), TimeUnit.MILLISECONDS);
        wakeUps.drainPermits();
        return woken;
    }
}
