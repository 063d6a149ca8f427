package io.remotegpu.agent.health;

import io.remotegpu.agent.health.AccessHistory.News;
import io.remotegpu.agent.lifecycle.NodeEvents;
import io.remotegpu.agent.lifecycle.RunningWorkload;
import io.remotegpu.agent.rounds.Rounds;
import io.remotegpu.agent.runtime.GpuAccess;
import io.remotegpu.contracts.GpuAccessLost;
import io.remotegpu.contracts.GpuAccessRestored;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.WorkloadId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks in every container that has GPUs whether it still reaches them, and tells when one does not any more. */
public final class GpuAccessWatch {
    private static final Logger log = LoggerFactory.getLogger(GpuAccessWatch.class);
    /** Each question starts a process in a container, and one beside it on the host if the answer is bad. */
    private static final int AT_ONCE = 4;

    private final HostId host;
    private final Supplier<List<RunningWorkload>> running;
    private final GpuAccess access;
    private final Witness witness;
    private final NodeEvents events;
    private final Clock clock;
    private final Map<Run, AccessHistory> histories = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(AT_ONCE);

    private record Run(WorkloadId workload, long epoch) {
        static Run of(RunningWorkload workload) {
            return new Run(workload.workloadId(), workload.epoch());
        }
    }

    public GpuAccessWatch(
            HostId host,
            Supplier<List<RunningWorkload>> running,
            GpuAccess access,
            Witness witness,
            NodeEvents events,
            Clock clock) {
        this.host = host;
        this.running = running;
        this.access = access;
        this.witness = witness;
        this.events = events;
        this.clock = clock;
    }

    /** Returns when its thread is interrupted. */
    public void run(Duration interval) {
        new Rounds(log, "whether containers reach their GPUs is not told").runLater(this::look, interval);
    }

    /** Returns once all have answered, or were given up. */
    void look() {
        List<RunningWorkload> withGpus = running.get().stream()
                .filter(workload -> !workload.gpus().isEmpty())
                .toList();
        Set<Run> runs = withGpus.stream().map(Run::of).collect(Collectors.toSet());
        histories.keySet().retainAll(runs);
        access.forgetAllBut(withGpus.stream().map(RunningWorkload::containerId).collect(Collectors.toSet()));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            withGpus.forEach(workload -> threads.execute(() -> look(workload)));
        }
    }

    private void look(RunningWorkload workload) {
        places.acquireUninterruptibly();
        try {
            GpuAccess.Answer answer = access.of(workload.containerId());
            log.debug("{}: {}", workload.workloadId(), answer);
            histories
                    .computeIfAbsent(Run.of(workload), unseen -> new AccessHistory())
                    .see(answer, () -> witness.confirms(workload.containerId(), workload.gpus()), clock.instant())
                    .ifPresent(news -> tell(workload, news));
        } finally {
            places.release();
        }
    }

    private void tell(RunningWorkload workload, News news) {
        NodeEvent fact =
                switch (news) {
                    case News.Lost lost ->
                        new GpuAccessLost(host, workload.workloadId(), workload.epoch(), lost.since(), lost.reason());
                    case News.Restored restored ->
                        new GpuAccessRestored(host, workload.workloadId(), workload.epoch(), restored.at());
                };
        log.info("{}", fact);
        events.publish(UUID.randomUUID(), fact, null);
    }
}
