package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.hooks.StopAttempt;
import io.remotegpu.agent.hooks.WorkloadHooks;
import io.remotegpu.agent.journal.WorkloadRecord;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.workload.FailureCause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out StopContainer and RemoveWorkload. */
final class Stopping {
    private static final Logger log = LoggerFactory.getLogger(Stopping.class);

    private final WorkloadHooks hooks;
    private final Answers answers;
    private final Clock clock;

    Stopping(WorkloadHooks hooks, Answers answers, Clock clock) {
        this.hooks = hooks;
        this.answers = answers;
        this.clock = clock;
    }

    void stop(WorkloadLane lane, StopContainer command, @Nullable String trace) {
        switch (Ruling.of(lane.known(), command)) {
            case PROCEED -> {
                WorkloadRecord stopped = bringDown(lane, command);
                answers.stopped(command, stopped.endedAt(), trace);
            }
            case REPEAT, FENCED -> answers.stopped(command, endOf(lane.known(), command.epoch()), trace);
        }
    }

    void remove(WorkloadLane lane, RemoveWorkload command, @Nullable String trace) {
        switch (Ruling.of(lane.known(), command)) {
            case PROCEED, REPEAT -> {
                Persistently.run("removing " + command.workloadId(), () -> hooks.destroy(command.workloadId()));
                lane.runClock().stop();
                lane.change(now -> now.removed(command.epoch()));
                answers.removed(command, trace);
            }
            case FENCED -> answers.failed(command, fenced(lane.known()), trace);
        }
    }

    private WorkloadRecord bringDown(WorkloadLane lane, StopContainer command) {
        WorkloadRecord stopping = lane.change(now -> now.stopping(command.epoch()));
        StopAttempt attempt =
                new StopAttempt(command.workloadId(), Duration.ofSeconds(Math.max(0, command.graceSeconds())));
        Persistently.run("stopping " + command.workloadId(), () -> hooks.stop(attempt));
        lane.runClock().stop();
        log.info("{} is stopped under epoch {}", command.workloadId(), command.epoch());
        return lane.change(now -> now.stopped(endedAt(stopping, attempt)));
    }

    /** Null if nobody was ever told that it had started. Now, if a crash came between its end and the note of it. */
    private @Nullable Instant endedAt(WorkloadRecord stopping, StopAttempt attempt) {
        if (stopping.startedAt() == null) {
            return null;
        }
        if (attempt.endedAt() != null) {
            return attempt.endedAt();
        }
        return stopping.endedAt() != null ? stopping.endedAt() : clock.instant();
    }

    private static @Nullable Instant endOf(WorkloadRecord known, long epoch) {
        return known.epoch() == epoch ? known.endedAt() : null;
    }

    private static WorkloadFailure fenced(WorkloadRecord known) {
        return new WorkloadFailure(FailureCause.FENCED, "this host has already carried out epoch " + known.epoch());
    }
}
