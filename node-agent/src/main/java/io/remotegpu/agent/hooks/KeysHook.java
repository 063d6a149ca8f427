package io.remotegpu.agent.hooks;

import io.remotegpu.contracts.WorkloadId;

/** The SSH keys that open the workload. */
final class KeysHook implements Hook {
    private final KeysFolders keys;

    KeysHook(KeysFolders keys) {
        this.keys = keys;
    }

    @Override
    public void prepare(StartAttempt attempt) {
        keys.write(attempt.workloadId(), attempt.request().authorizedKeys());
    }

    @Override
    public void destroy(WorkloadId workload) {
        keys.remove(workload);
    }
}
