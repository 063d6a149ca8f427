package io.remotegpu.agent.idle;

import io.remotegpu.agent.lifecycle.RunningWorkload;
import io.remotegpu.agent.rounds.Rounds;
import io.remotegpu.agent.runtime.Inside;
import io.remotegpu.agent.runtime.Insides;
import io.remotegpu.agent.sessions.InsideReader;
import io.remotegpu.agent.sessions.OpenSession;
import io.remotegpu.agent.sessions.ProcessTable;
import io.remotegpu.agent.sessions.SeenInside;
import io.remotegpu.agent.sessions.SessionKeys;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.TelemetryEvent.ActivitySeen;
import io.remotegpu.contracts.workload.WorkloadActivity;
import io.remotegpu.contracts.workload.WorkloadActivity.SshSession;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who uses the environments here, look by look. It decides nothing. GIS services have no sessions: their traffic is counted elsewhere. */
public final class ActivityReporter {
    private static final Logger log = LoggerFactory.getLogger(ActivityReporter.class);
    /** Whoever makes up more must not make what is told of everybody too long. */
    private static final int MOST_SESSIONS = 50;

    private final HostId host;
    private final Supplier<List<RunningWorkload>> workloads;
    private final Insides insides;
    private final InsideReader reader;
    private final SessionKeys keys;
    private final Consumer<ActivitySeen> told;
    private final Clock clock;

    /** @param told may lose one */
    public ActivityReporter(
            HostId host,
            Supplier<List<RunningWorkload>> workloads,
            Insides insides,
            InsideReader reader,
            SessionKeys keys,
            Consumer<ActivitySeen> told,
            Clock clock) {
        this.host = host;
        this.workloads = workloads;
        this.insides = insides;
        this.reader = reader;
        this.keys = keys;
        this.told = told;
        this.clock = clock;
    }

    /** Returns when its thread is interrupted. */
    public void run(Duration interval) {
        new Rounds(log, "nobody could be looked at").runLater(() -> told.accept(look()), interval);
    }

    /** All at once: one that answers slowly keeps nobody else waiting. */
    private ActivitySeen look() throws InterruptedException {
        ProcessTable table = reader.processes();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<WorkloadActivity>> looks = threads.invokeAll(workloads.get().stream()
                    .filter(workload -> !workload.workloadId().isGisService())
                    .<Callable<WorkloadActivity>>map(workload -> () -> look(workload, table))
                    .toList());
            List<WorkloadActivity> seen = new ArrayList<>();
            for (Future<WorkloadActivity> look : looks) {
                seen.add(look.get());
            }
            return new ActivitySeen(host, clock.instant(), seen);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    private WorkloadActivity look(RunningWorkload workload, ProcessTable table) {
        Optional<Inside> inside = insides.of(workload.containerId());
        Optional<SeenInside> seen = inside.flatMap(place -> reader.look(place, table));
        return new WorkloadActivity(
                workload.workloadId(),
                workload.epoch(),
                seen.map(there -> sessions(workload.containerId(), there.sessions()))
                        .orElse(null),
                seen.map(SeenInside::connections).orElse(null),
                inside.flatMap(Jupyter::ask).orElse(null),
                seen.map(SeenInside::processes).orElse(null));
    }

    private List<SshSession> sessions(String containerId, List<OpenSession> open) {
        Map<OpenSession, String> opened = keys.of(containerId, open);
        return open.stream()
                .limit(MOST_SESSIONS)
                .map(session -> {
                    SshSession seen = session.seen();
                    return new SshSession(
                            seen.terminal(), seen.since(), seen.lastInput(), seen.from(), opened.get(session));
                })
                .toList();
    }
}
