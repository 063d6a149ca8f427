package io.remotegpu.agent.hooks;

import io.remotegpu.agent.runtime.ContainerSpec;

/** Turns the request into a container's description, or refuses it before anything is touched. */
final class RequestHook implements Hook {
    private final KeysFolders keys;

    RequestHook(KeysFolders keys) {
        this.keys = keys;
    }

    @Override
    public void prepare(StartAttempt attempt) {
        attempt.specified(ContainerSpec.of(attempt.request(), keys.of(attempt.workloadId())));
    }
}
