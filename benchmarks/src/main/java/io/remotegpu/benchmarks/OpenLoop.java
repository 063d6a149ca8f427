package io.remotegpu.benchmarks;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks at a steady rate, whether or not the answers keep up, and counts each from the moment at which it was due. A server that stalls cannot
 * hide it by slowing the one who asks. One that falls so far behind that {@link #UNANSWERED} requests wait is not asked meanwhile: what was
 * due then counts as failed, so that a run ends in time whatever the server does.
 */
final class OpenLoop {
    private static final int UNANSWERED = 400;

    private OpenLoop() {}

    static Samples run(int perSecond, Duration length, Runnable request) {
        Samples samples = new Samples();
        run(perSecond, length, request, samples);
        return samples;
    }

    /** Adds to what was measured before, for things that are measured in turns. */
    static void run(int perSecond, Duration length, Runnable request, Samples samples) {
        Semaphore places = new Semaphore(UNANSWERED);
        long step = Duration.ofSeconds(1).toNanos() / perSecond;
        long requests = length.toSeconds() * perSecond;
        long begin = System.nanoTime();
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i < requests; i++) {
                long due = begin + i * step;
                LockSupport.parkNanos(due - System.nanoTime());
                if (places.tryAcquire()) {
                    askers.execute(() -> ask(request, due, samples, places));
                } else {
                    samples.fail("not asked: " + UNANSWERED + " requests wait for answers");
                }
            }
        }
    }

    private static void ask(Runnable request, long due, Samples samples, Semaphore places) {
        try {
            request.run();
            samples.add(System.nanoTime() - due);
        } catch (IllegalStateException refused) {
            samples.fail(String.valueOf(refused.getMessage()));
        } finally {
            places.release();
        }
    }
}
