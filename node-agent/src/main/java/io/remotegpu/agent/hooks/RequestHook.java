package io.remotegpu.agent.hooks;

import io.remotegpu.agent.data.DataFolders;
import io.remotegpu.agent.files.WorkloadFolders;
import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.contracts.WorkloadId;

/** Turns the request into a container's description, or refuses it before anything is touched. */
final class RequestHook implements Hook {
    private final KeysFolders keys;
    private final WorkloadFolders files;
    private final DataFolders data;

    RequestHook(KeysFolders keys, WorkloadFolders files, DataFolders data) {
        this.keys = keys;
        this.files = files;
        this.data = data;
    }

    @Override
    public void prepare(StartAttempt attempt) {
        WorkloadId workload = attempt.workloadId();
        attempt.specified(
                ContainerSpec.of(attempt.request(), keys.of(workload), files.of(workload), data.shown(workload)));
    }
}
