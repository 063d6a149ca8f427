package io.remotegpu.agent.runtime.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.remotegpu.contracts.WorkloadId;
import java.util.function.Consumer;

/** Hears of pods that do not run any more, by their state or because somebody deleted them. */
final class Endings implements ResourceEventHandler<Pod> {
    private final Consumer<WorkloadId> listener;

    Endings(Consumer<WorkloadId> listener) {
        this.listener = listener;
    }

    @Override
    public void onAdd(Pod pod) {
        tellIfEnded(pod);
    }

    @Override
    public void onUpdate(Pod before, Pod now) {
        tellIfEnded(now);
    }

    @Override
    public void onDelete(Pod pod, boolean stateIsOld) {
        PodStates.workload(pod).ifPresent(listener);
    }

    private void tellIfEnded(Pod pod) {
        if (!PodStates.mayRun(pod)) {
            PodStates.workload(pod).ifPresent(listener);
        }
    }
}
