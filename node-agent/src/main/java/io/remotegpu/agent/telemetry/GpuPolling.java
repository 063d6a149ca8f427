package io.remotegpu.agent.telemetry;

import io.remotegpu.agent.gpu.GpuLoad;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks again and again, where no program goes on telling by itself. */
public final class GpuPolling implements GpuFeed {
    private static final Logger log = LoggerFactory.getLogger(GpuPolling.class);

    private final Supplier<GpuLoad.Loads> source;
    private final Duration period;
    private final GpuReadings readings = new GpuReadings();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param period from the end of a question to the next */
    public GpuPolling(Supplier<GpuLoad.Loads> source, Duration period) {
        this.source = source;
        this.period = period;
    }

    @Override
    public void run() {
        try {
            do {
                ask();
            } while (!closed.await(period.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() {
        try {
            GpuLoad.Loads loads = source.get();
            loads.gpus().forEach(load -> readings.add(GpuLine.of(load)));
            if (loads.problem() != null) {
                readings.complain(loads.problem());
            }
        } catch (RuntimeException failure) {
            log.warn("GPUs were not read", failure);
            readings.complain("GPUs were not read: " + failure);
        }
    }

    @Override
    public GpuReadings.Taken take() {
        return readings.take();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
