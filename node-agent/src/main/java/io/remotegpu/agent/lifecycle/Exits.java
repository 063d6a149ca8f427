package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.journal.Exit;
import io.remotegpu.agent.journal.Phase;
import io.remotegpu.agent.journal.WorkloadRecord;
import io.remotegpu.agent.runtime.Container;
import io.remotegpu.agent.runtime.ContainerRuntime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices workloads that ended without being asked to, and tells of each once. */
final class Exits {
    private static final Logger log = LoggerFactory.getLogger(Exits.class);
    private static final int UNKNOWN_CODE = -1;

    private final ContainerRuntime runtime;
    private final Answers answers;
    private final Clock clock;

    Exits(ContainerRuntime runtime, Answers answers, Clock clock) {
        this.runtime = runtime;
        this.answers = answers;
        this.clock = clock;
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
        String reason = ended.outOfMemory()
                ? "it used more memory than it asked for and was killed"
                : "it ended with exit code " + ended.exitCode();
        List<String> said = runtime.lastWords(ended.id()).lines();
        return new Exit(ended.exitCode(), ended.outOfMemory(), reason, at, false, said);
    }
}
