package io.remotegpu.agent.hooks;

import io.remotegpu.agent.runtime.Container;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.LastWords;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Workload.Probe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until the workload answers. Asks often at first, because most answer within half a second. */
final class ProbeHook implements Hook {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LAST_PAUSE = Duration.ofMillis(500);

    private final ContainerRuntime runtime;

    ProbeHook(ContainerRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void prepare(StartAttempt attempt) {
        Probe probe = attempt.request().workload().probe();
        long deadline =
                System.nanoTime() + Duration.ofSeconds(probe.timeoutSeconds()).toNanos();
        Duration pause = FIRST_PAUSE;
        while (!Probing.answers(runtime, attempt.containerId(), probe)) {
            attempt.throwIfCancelled();
            failIfEnded(attempt);
            if (System.nanoTime() > deadline) {
                throw failed(attempt, "it did not answer within " + probe.timeoutSeconds() + " s");
            }
            sleep(pause);
            pause = longer(pause);
        }
        failIfEnded(attempt);
    }

    private void failIfEnded(StartAttempt attempt) {
        boolean running =
                runtime.inspect(attempt.containerId()).map(Container::isRunning).orElse(false);
        if (!running) {
            throw failed(attempt, "it ended before it answered");
        }
    }

    private RuntimeException failed(StartAttempt attempt, String what) {
        LastWords said = runtime.lastWords(attempt.containerId());
        boolean killed = runtime.inspect(attempt.containerId())
                .map(Container::outOfMemory)
                .orElse(false);
        return new WorkloadFailure(
                        killed ? FailureCause.OUT_OF_MEMORY : FailureCause.PROBE_FAILED,
                        said.isEmpty() ? what : what + "; its last words: " + said.briefly(),
                        null,
                        said.lines())
                .asException();
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.multipliedBy(5).dividedBy(4);
        return next.compareTo(LAST_PAUSE) > 0 ? LAST_PAUSE : next;
    }

    private static void sleep(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkloadFailure(FailureCause.HOST_ERROR, "the agent is shutting down").asException();
        }
    }
}
