package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.hooks.StartAttempt;
import io.remotegpu.agent.hooks.StopAttempt;
import io.remotegpu.agent.hooks.WorkloadHooks;
import io.remotegpu.agent.journal.WorkloadRecord;
import io.remotegpu.agent.runtime.Container;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.PullProgress;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.workload.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out StartContainer. */
final class Starting {
    private static final Logger log = LoggerFactory.getLogger(Starting.class);
    private static final Duration UNDO_GRACE = Duration.ofSeconds(2);

    private final ContainerRuntime runtime;
    private final WorkloadHooks hooks;
    private final Answers answers;
    private volatile BiConsumer<StartContainer, PullProgress> pulls = (start, progress) -> {};

    Starting(ContainerRuntime runtime, WorkloadHooks hooks, Answers answers) {
        this.runtime = runtime;
        this.hooks = hooks;
        this.answers = answers;
    }

    /** From now on told how far images have come. */
    void tellPulls(BiConsumer<StartContainer, PullProgress> listener) {
        pulls = listener;
    }

    void handle(WorkloadLane lane, StartContainer start, @Nullable String trace) {
        switch (Ruling.of(lane.known(), start)) {
            case PROCEED -> bringUp(lane, start, trace);
            case REPEAT -> repeat(lane.known(), start, trace);
            case FENCED -> answers.failed(start, fenced(lane.known()), trace);
        }
    }

    private void bringUp(WorkloadLane lane, StartContainer start, @Nullable String trace) {
        Optional<WorkloadFailure> failure = attempt(lane, start);
        lane.ended();
        if (failure.isPresent()) {
            fail(lane, start, failure.get(), trace);
        } else {
            log.info("{} runs under epoch {}", start.workloadId(), start.epoch());
            answers.started(lane.known(), trace);
        }
    }

    private Optional<WorkloadFailure> attempt(WorkloadLane lane, StartContainer start) {
        StartAttempt attempt = lane.begin(start, pulls);
        try {
            hooks.start(attempt);
            Instant since = startedAt(attempt.containerId());
            lane.runClock().start(attempt.startedNanos());
            lane.change(now -> now.running(attempt.containerId(), since));
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(WorkloadFailure.of(e));
        }
    }

    private Instant startedAt(String containerId) {
        return runtime.inspect(containerId)
                .map(Container::startedAt)
                .orElseThrow(() -> new WorkloadFailure(FailureCause.HOST_ERROR, "its container is gone").asException());
    }

    private void fail(WorkloadLane lane, StartContainer start, WorkloadFailure failure, @Nullable String trace) {
        log.warn("{} did not start: {} {}", start.workloadId(), failure.cause(), failure.reason());
        Persistently.run(
                "removing what is left of " + start.workloadId(),
                () -> hooks.stop(new StopAttempt(start.workloadId(), UNDO_GRACE)));
        lane.runClock().stop();
        lane.change(now -> now.failed(failure));
        answers.failed(start, failure, trace);
    }

    private void repeat(WorkloadRecord known, StartContainer start, @Nullable String trace) {
        if (known.failure() != null) {
            answers.failed(start, known.failure(), trace);
        } else if (known.exit() != null) {
            answers.failed(
                    start,
                    new WorkloadFailure(
                            FailureCause.EXITED,
                            known.exit().reason(),
                            null,
                            known.exit().logTail()),
                    trace);
        } else {
            answers.started(known, trace);
        }
    }

    private static WorkloadFailure fenced(WorkloadRecord known) {
        return new WorkloadFailure(
                FailureCause.FENCED,
                "this host has already carried out epoch " + known.epoch() + " (" + known.phase() + ")");
    }
}
