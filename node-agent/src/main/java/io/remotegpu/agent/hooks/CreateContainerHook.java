package io.remotegpu.agent.hooks;

import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.FailureCause;

/** The image and the container, created but not started: that much touches no GPU. */
final class CreateContainerHook implements Hook {
    private final ContainerRuntime runtime;

    CreateContainerHook(ContainerRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void prepare(StartAttempt attempt) {
        if (!attempt.isAlreadyRunning()) {
            ensureImage(attempt);
            attempt.throwIfCancelled();
            attempt.created(create(attempt));
        }
    }

    private void ensureImage(StartAttempt attempt) {
        if (runtime.needsImage(attempt.request().workload())) {
            runtime.ensureImage(attempt.request().workload().image(), attempt::isCancelled, attempt::pulling);
        }
    }

    /** An image that nobody had used for long may have gone a moment ago to make room: then it is fetched anew, once. */
    private String create(StartAttempt attempt) {
        try {
            return runtime.create(attempt.spec());
        } catch (PlatformException refused) {
            if (WorkloadFailure.of(refused).cause() != FailureCause.IMAGE_UNAVAILABLE) {
                throw refused;
            }
            ensureImage(attempt);
            return runtime.create(attempt.spec());
        }
    }
}
