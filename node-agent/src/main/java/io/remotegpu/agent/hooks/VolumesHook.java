package io.remotegpu.agent.hooks;

import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.contracts.WorkloadId;

/** The volumes, home among them. They outlive every stop. */
final class VolumesHook implements Hook {
    private final ContainerRuntime runtime;

    VolumesHook(ContainerRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void prepare(StartAttempt attempt) {
        attempt.request().workload().volumes().forEach(volume -> runtime.ensureVolume(attempt.workloadId(), volume));
    }

    @Override
    public void destroy(WorkloadId workload) {
        runtime.removeVolumes(workload);
    }
}
