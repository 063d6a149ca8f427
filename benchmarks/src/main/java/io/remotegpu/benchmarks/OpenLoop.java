package io.remotegpu.benchmarks;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks at a steady rate, whether or not the answers keep up, and counts each from the moment at which it was due. A server that stalls cannot
 * hide it by slowing the one who asks.
 */
final class OpenLoop {
    private OpenLoop() {}

    static Samples run(int perSecond, Duration length, Runnable request) {
        Samples samples = new Samples();
        long step = Duration.ofSeconds(1).toNanos() / perSecond;
        long requests = length.toSeconds() * perSecond;
        long begin = System.nanoTime();
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i < requests; i++) {
                long due = begin + i * step;
                LockSupport.parkNanos(due - System.nanoTime());
                askers.submit(() -> {
                    request.run();
                    long took = System.nanoTime() - due;
                    synchronized (samples) {
                        samples.add(took);
                    }
                });
            }
        }
        return samples;
    }
}
