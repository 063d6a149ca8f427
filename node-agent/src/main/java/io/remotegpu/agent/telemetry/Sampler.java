package io.remotegpu.agent.telemetry;

import io.remotegpu.agent.lifecycle.RunningWorkload;
import io.remotegpu.agent.rounds.Rounds;
import io.remotegpu.agent.runtime.Usage;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what GPUs and workloads did, sample by sample. One that cannot be told is left out. */
public final class Sampler {
    private static final Logger log = LoggerFactory.getLogger(Sampler.class);
    private static final double NANOS = 1e9;

    private final HostId host;
    private final GpuFeed gpus;
    private final Supplier<List<RunningWorkload>> workloads;
    private final WorkloadMeter meter;
    private final Consumer<HostSampled> told;
    private final Clock clock;
    private final long startedNanos = System.nanoTime();
    private long sampledNanos = startedNanos;

    /** @param told may lose one */
    public Sampler(
            HostId host,
            GpuFeed gpus,
            Supplier<List<RunningWorkload>> workloads,
            Usage usage,
            Standing standing,
            Consumer<HostSampled> told,
            Clock clock) {
        this.host = host;
        this.gpus = gpus;
        this.workloads = workloads;
        this.meter = new WorkloadMeter(usage, standing, System::nanoTime);
        this.told = told;
        this.clock = clock;
    }

    /** Returns when its thread is interrupted. */
    public void run(Duration interval) {
        new Rounds(log, "no sample").runLater(() -> told.accept(sample()), interval);
    }

    private HostSampled sample() throws InterruptedException {
        var used = meter.sample(workloads.get());
        GpuReadings.Taken taken = gpus.take();
        long now = System.nanoTime();
        double seconds = Math.round((now - sampledNanos) / NANOS * 1000) / 1000.0;
        sampledNanos = now;
        long uptime = TimeUnit.NANOSECONDS.toMillis(now - startedNanos);
        return new HostSampled(host, clock.instant(), uptime, seconds, taken.gpus(), taken.problem(), used);
    }
}
