package io.remotegpu.agent.lifecycle;

import java.util.concurrent.TimeUnit;

/** Running time by the monotonic clock: setting the host's clock neither makes nor loses a paid second. */
final class RunClock {
    private boolean running;
    private long sinceNanos;
    private long ranNanos;

    synchronized void start(long nanos) {
        running = true;
        sinceNanos = nanos;
        ranNanos = 0;
    }

    synchronized void stop() {
        if (running) {
            ranNanos = System.nanoTime() - sinceNanos;
            running = false;
        }
    }

    synchronized long millis() {
        return TimeUnit.NANOSECONDS.toMillis(running ? System.nanoTime() - sinceNanos : ranNanos);
    }
}
