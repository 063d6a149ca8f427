package io.remotegpu.agent.hooks;

import io.remotegpu.agent.runtime.ContainerRuntime;

/** The image and the container, created but not started: that much touches no GPU. */
final class CreateContainerHook implements Hook {
    private final ContainerRuntime runtime;

    CreateContainerHook(ContainerRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void prepare(StartAttempt attempt) {
        if (!attempt.isAlreadyRunning()) {
            if (runtime.needsImage(attempt.request().workload())) {
                runtime.ensureImage(attempt.request().workload().image(), attempt::isCancelled);
            }
            attempt.throwIfCancelled();
            attempt.created(runtime.create(attempt.spec()));
        }
    }
}
