package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.hooks.StartAttempt;
import io.remotegpu.agent.journal.AcceptedCommand;
import io.remotegpu.agent.journal.Journal;
import io.remotegpu.agent.journal.WorkloadRecord;
import io.remotegpu.agent.runtime.PullProgress;
import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.workload.AttestedWorkload;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One workload: its record, and its work one after the other on a virtual thread, so that a slow one keeps no other waiting. */
final class WorkloadLane {
    private static final Logger log = LoggerFactory.getLogger(WorkloadLane.class);

    private final Journal journal;
    private final RunClock runClock = new RunClock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean working;
    private WorkloadRecord known;
    private @Nullable StartAttempt attempt;

    WorkloadLane(Journal journal, WorkloadRecord known) {
        this.journal = journal;
        this.known = known;
    }

    WorkloadRecord known() {
        lock.lock();
        try {
            return known;
        } finally {
            lock.unlock();
        }
    }

    RunClock runClock() {
        return runClock;
    }

    AttestedWorkload attest() {
        WorkloadRecord now = known();
        return new AttestedWorkload(now.workloadId(), now.epoch(), now.phase().attested(), runClock.millis());
    }

    /** The change is on disk before anyone sees it. */
    WorkloadRecord change(UnaryOperator<WorkloadRecord> step) {
        lock.lock();
        try {
            WorkloadRecord next = step.apply(known);
            journal.save(next);
            known = next;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Journals the command, and makes a start that it overtakes give up. */
    void accept(AcceptedCommand accepted) {
        change(now -> now.accepting(accepted));
        lock.lock();
        try {
            if (attempt != null
                    && overtakes(accepted.command(), attempt.request().epoch())) {
                attempt.cancel();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the command still has to be carried out: newer keys take the place of older ones. */
    boolean isPending(AcceptedCommand accepted) {
        return known().pending().contains(accepted);
    }

    /** Whether a command waits that makes everything of this epoch pointless. */
    boolean isOvertaken(long epoch) {
        return known().pending().stream().anyMatch(waiting -> overtakes(waiting.command(), epoch));
    }

    /** Begins a start; one that a waiting command has overtaken gives up at once. */
    StartAttempt begin(StartContainer request, BiConsumer<StartContainer, PullProgress> pulls) {
        change(now -> now.starting(request.epoch(), request.gpus()));
        StartAttempt begun = new StartAttempt(request, pulls);
        lock.lock();
        try {
            attempt = begun;
            if (isOvertaken(request.epoch())) {
                begun.cancel();
            }
            return begun;
        } finally {
            lock.unlock();
        }
    }

    void ended() {
        lock.lock();
        try {
            attempt = null;
        } finally {
            lock.unlock();
        }
    }

    void enqueue(Runnable task) {
        lock.lock();
        try {
            tasks.add(task);
            if (!working) {
                working = true;
                Thread.ofVirtual().name("workload-" + known.workloadId()).start(this::work);
            }
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        MDC.put("workload", known().workloadId().value());
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                log.error("work on {} failed and stays in the journal", known().workloadId(), e);
            }
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            Runnable task = tasks.poll();
            working = task != null;
            return task;
        } finally {
            lock.unlock();
        }
    }

    private static boolean overtakes(NodeCommand later, long epoch) {
        return switch (later) {
            case NodeCommand.StopContainer stop -> stop.epoch() >= epoch;
            case NodeCommand.RemoveWorkload remove -> remove.epoch() >= epoch;
            case NodeCommand.StartContainer newer -> newer.epoch() > epoch;
            case NodeCommand.VerifyGpus verify -> false;
            case NodeCommand.SetAuthorizedKeys keys -> false;
            case NodeCommand.UpdateResources update -> false;
            case NodeCommand.RestoreResources restore -> false;
            case NodeCommand.SnapshotCommand snapshot -> false;
            case NodeCommand.HomeCommand home -> home.epoch() > epoch;
        };
    }
}
