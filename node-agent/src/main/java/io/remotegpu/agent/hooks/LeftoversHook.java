package io.remotegpu.agent.hooks;

import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.ContainerSummary;
import io.remotegpu.contracts.WorkloadId;
import java.time.Duration;

/**
 * Earlier containers of the workload. A running one of the same epoch is the one wanted; any other was left by a crash or lost its lease
 * and goes, since two containers must never share a home.
 */
final class LeftoversHook implements Hook {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final ContainerRuntime runtime;

    LeftoversHook(ContainerRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void prepare(StartAttempt attempt) {
        for (ContainerSummary found : runtime.list()) {
            if (found.workloadId().equals(attempt.workloadId())) {
                keepOrRemove(attempt, found);
            }
        }
    }

    @Override
    public void stop(StopAttempt attempt) {
        runtime.list().stream()
                .filter(found -> found.workloadId().equals(attempt.workloadId()))
                .forEach(found -> stop(found.id(), attempt));
    }

    @Override
    public void destroy(WorkloadId workload) {
        stop(new StopAttempt(workload, GRACE));
    }

    private void keepOrRemove(StartAttempt attempt, ContainerSummary found) {
        if (found.running() && found.epoch() == attempt.request().epoch()) {
            attempt.foundRunning(found.id());
        } else {
            stop(found.id(), new StopAttempt(attempt.workloadId(), GRACE));
        }
    }

    private void stop(String containerId, StopAttempt attempt) {
        runtime.stop(containerId, attempt.grace());
        runtime.inspect(containerId).ifPresent(stopped -> {
            if (stopped.startedAt() != null && stopped.finishedAt() != null) {
                attempt.ended(stopped.finishedAt());
            }
        });
        runtime.remove(containerId);
    }
}
