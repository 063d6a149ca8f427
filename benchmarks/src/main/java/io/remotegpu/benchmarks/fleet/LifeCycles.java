package io.remotegpu.benchmarks.fleet;

import io.remotegpu.benchmarks.Samples;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.GpuRequest;
import io.remotegpu.contracts.workload.Workload.PortRequest;
import io.remotegpu.contracts.workload.Workload.Probe;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * People who want an environment with one GPU, use it for a while and stop it. Each life is counted from the moment at which it was due to begin,
 * so a scheduler that stalls cannot hide it.
 */
final class LifeCycles {
    private static final int CUSTOMERS = 500;
    private static final int WORKSPACES = 100;
    private static final CustomerId ANYBODY = new CustomerId(1);

    private final FleetLink link;
    private final Duration hold;
    private final Map<WorkloadId, Long> dueAt = new ConcurrentHashMap<>();
    private final DelayQueue<Leaving> leaving = new DelayQueue<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong queued = new AtomicLong();
    private volatile Samples reserved = new Samples();
    private volatile Samples running = new Samples();

    LifeCycles(FleetLink link, Duration hold) {
        this.link = link;
        this.hold = hold;
    }

    /** Forgets how long things took so far. */
    void measureAnew() {
        reserved = new Samples();
        running = new Samples();
        queued.set(0);
    }

    Samples reserved() {
        return reserved;
    }

    Samples running() {
        return running;
    }

    long ended() {
        return ended.get();
    }

    long queued() {
        return queued.get();
    }

    /** Those that have begun and not ended. */
    int underWay() {
        return dueAt.size();
    }

    void begin(String run, long due) {
        int number = begun.incrementAndGet();
        WorkloadId id = new WorkloadId("env-" + run + "-" + number);
        dueAt.put(id, due);
        link.say(new EnvRequested(
                id,
                new CustomerId(number % CUSTOMERS + 1),
                new WorkspaceId(number % WORKSPACES + 1),
                "bench",
                oneGpu()));
    }

    /** Sends away those whose time has come. */
    void stopWhoIsDone() {
        for (Leaving next = leaving.poll(); next != null; next = leaving.poll()) {
            link.say(new EnvStopRequested(next.id(), ANYBODY));
        }
    }

    /** What the scheduler says, perhaps twice. */
    void hear(Message message) {
        if (message instanceof SchedulerEvent fact) {
            Long due = dueAt.get(fact.workloadId());
            if (due != null) {
                note(fact, due);
            }
        }
    }

    private void note(SchedulerEvent fact, long due) {
        long took = System.nanoTime() - due;
        switch (fact) {
            case GpuReserved _ -> reserved.add(took);
            case EnvRunning run -> {
                running.add(took);
                leaving.add(new Leaving(run.workloadId(), System.nanoTime() + hold.toNanos()));
            }
            case EnvStopped stopped -> {
                dueAt.remove(stopped.workloadId());
                ended.incrementAndGet();
            }
            case EnvQueued _ -> queued.incrementAndGet();
            case EnvFailed failed -> {
                dueAt.remove(failed.workloadId());
                running.fail(failed.reason());
            }
            default -> {} // the rest says nothing about how long it took
        }
    }

    /** What an ordinary environment is asked for with. */
    private static Workload oneGpu() {
        return new Workload(
                "remotegpu/env-base:latest",
                List.of(),
                Map.of("LANG", "C.UTF-8"),
                4,
                16_384,
                10_240,
                new GpuRequest(1, List.of(), 0),
                List.of(new PortRequest("ssh", 22, "tcp")),
                List.of(new Volume("home", "/home/dev", false)),
                new Probe(Probe.Kind.SSH, 22, "", 60),
                null,
                false);
    }

    /** @param at of the monotonic clock */
    private record Leaving(WorkloadId id, long at) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
