package io.remotegpu.agent.runtime.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;

/** Says what the nodes of a cluster would say of its pods. */
record Kubelet(KubernetesClient client) {
    void runs(String pod, Instant since, String address) {
        ContainerState state =
                new ContainerStateBuilder().withNewRunning(since.toString()).build();
        client.pods().inNamespace(Cluster.NAMESPACE).withName(pod).edit(given -> new PodBuilder(given)
                .editSpec()
                .withNodeName("node-1")
                .endSpec()
                .build());
        says(pod, status("Running", state).withPodIP(address).build());
    }

    void waits(String pod, String reason, String words) {
        ContainerState state =
                new ContainerStateBuilder().withNewWaiting(words, reason).build();
        says(pod, status("Pending", state).build());
    }

    void findsNoNode(String pod, Instant since, String words) {
        says(
                pod,
                new PodStatusBuilder()
                        .withPhase("Pending")
                        .addNewCondition()
                        .withType("PodScheduled")
                        .withStatus("False")
                        .withReason("Unschedulable")
                        .withMessage(words)
                        .withLastTransitionTime(since.toString())
                        .endCondition()
                        .build());
    }

    void ends(String pod, Instant since, Instant at, int code, String reason) {
        ContainerState state = new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(code)
                .withReason(reason)
                .withStartedAt(since.toString())
                .withFinishedAt(at.toString())
                .endTerminated()
                .build();
        says(pod, status("Failed", state).build());
    }

    private static PodStatusBuilder status(String phase, ContainerState state) {
        return new PodStatusBuilder()
                .withPhase(phase)
                .addNewContainerStatus()
                .withName("workload")
                .withState(state)
                .endContainerStatus();
    }

    /** As the node of the pod would. */
    private void says(String name, PodStatus status) {
        client.pods().inNamespace(Cluster.NAMESPACE).withName(name).editStatus(pod -> new PodBuilder(pod)
                .withStatus(status)
                .build());
    }
}
