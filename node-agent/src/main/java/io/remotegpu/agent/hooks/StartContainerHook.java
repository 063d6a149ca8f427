package io.remotegpu.agent.hooks;

import io.remotegpu.agent.runtime.ContainerRuntime;

/** From here on the workload may use its GPUs. */
final class StartContainerHook implements Hook {
    private final ContainerRuntime runtime;

    StartContainerHook(ContainerRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void prepare(StartAttempt attempt) {
        if (!attempt.isAlreadyRunning()) {
            runtime.start(attempt.containerId(), attempt.request().ports());
            runtime.awaitRunning(attempt.containerId(), attempt::isCancelled);
        }
        attempt.started();
    }
}
