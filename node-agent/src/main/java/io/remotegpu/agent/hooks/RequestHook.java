package io.remotegpu.agent.hooks;

import io.remotegpu.agent.files.WorkloadFolders;
import io.remotegpu.agent.runtime.ContainerSpec;

/** Turns the request into a container's description, or refuses it before anything is touched. */
final class RequestHook implements Hook {
    private final KeysFolders keys;
    private final WorkloadFolders files;

    RequestHook(KeysFolders keys, WorkloadFolders files) {
        this.keys = keys;
        this.files = files;
    }

    @Override
    public void prepare(StartAttempt attempt) {
        attempt.specified(
                ContainerSpec.of(attempt.request(), keys.of(attempt.workloadId()), files.of(attempt.workloadId())));
    }
}
