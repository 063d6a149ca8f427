package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.journal.Exit;
import io.remotegpu.agent.journal.Phase;
import io.remotegpu.agent.journal.WorkloadRecord;
import io.remotegpu.agent.runtime.Container;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.contracts.WorkloadId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices workloads that ended without being asked to, and tells of each once. */
final class Exits {
    private static final Logger log = LoggerFactory.getLogger(Exits.class);
    private static final int UNKNOWN_CODE = -1;
    /** For those who must end at once; what they write until then is written. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final ContainerRuntime runtime;
    private final Answers answers;
    private final Clock clock;
    /** Why this agent ended what runs; an agent that dies meanwhile tells the exit code only. */
    private final Map<WorkloadId, String> reasons = new ConcurrentHashMap<>();

    Exits(ContainerRuntime runtime, Answers answers, Clock clock) {
        this.runtime = runtime;
        this.answers = answers;
        this.clock = clock;
    }

    /** Ends a container that must not go on, and tells why. To be run in the workload's own lane. */
    void end(WorkloadLane lane, RunningWorkload workload, String reason) {
        WorkloadRecord known = lane.known();
        if (known.phase() == Phase.RUNNING && workload.containerId().equals(known.containerId())) {
            reasons.put(workload.workloadId(), reason);
            try {
                runtime.stop(workload.containerId(), GRACE);
                look(lane);
            } finally {
                reasons.remove(workload.workloadId());
            }
        }
    }

    /** To be run in the workload's own lane, so that a stop in progress is not mistaken for an exit. */
    void look(WorkloadLane lane) {
        WorkloadRecord known = lane.known();
        if (known.phase() == Phase.RUNNING) {
            findExit(known).ifPresent(exit -> {
                lane.runClock().stop();
                log.warn("{} ended by itself: {}", known.workloadId(), exit.reason());
                lane.change(now -> now.exited(exit));
            });
        }
        report(lane);
    }

    private void report(WorkloadLane lane) {
        WorkloadRecord known = lane.known();
        if (known.exit() != null && !known.exit().reported()) {
            answers.exited(known.workloadId(), known.epoch(), known.exit());
            lane.change(WorkloadRecord::exitReported);
        }
    }

    private Optional<Exit> findExit(WorkloadRecord known) {
        Optional<Container> container = Optional.ofNullable(known.containerId()).flatMap(runtime::inspect);
        if (container.isEmpty()) {
            return Optional.of(
                    new Exit(UNKNOWN_CODE, false, "its container was removed by someone else", clock.instant(), false));
        }
        return container.filter(found -> !found.isRunning()).map(this::exit);
    }

    private Exit exit(Container ended) {
        Instant at = ended.finishedAt() == null ? clock.instant() : ended.finishedAt();
        String reason = reasons.getOrDefault(
                ended.workloadId(),
                ended.outOfMemory()
                        ? "it used more memory than it asked for and was killed"
                        : "it ended with exit code " + ended.exitCode());
        List<String> said = runtime.lastWords(ended.id()).lines();
        return new Exit(ended.exitCode(), ended.outOfMemory(), reason, at, false, said);
    }
}
