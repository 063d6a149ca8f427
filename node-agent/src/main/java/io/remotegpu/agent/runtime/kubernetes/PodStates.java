package io.remotegpu.agent.runtime.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.remotegpu.agent.runtime.Container;
import io.remotegpu.agent.runtime.ContainerSummary;
import io.remotegpu.contracts.WorkloadId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cluster's descriptions of pods in our words; empty for a pod whose labels are not ours. */
final class PodStates {
    private static final int KILLED = 137;

    private PodStates() {}

    static Optional<ContainerSummary> summary(Pod pod) {
        return workload(pod)
                .map(id -> new ContainerSummary(
                        pod.getMetadata().getName(), id, epoch(pod), state(pod) == Container.State.RUNNING));
    }

    static Optional<Container> container(Pod pod) {
        ContainerStateTerminated ended = ended(pod);
        return workload(pod)
                .map(id -> new Container(
                        pod.getMetadata().getName(),
                        id,
                        epoch(pod),
                        gpus(pod),
                        state(pod),
                        startedAt(pod),
                        ended == null ? null : time(ended.getFinishedAt()),
                        ended == null ? 0 : Objects.requireNonNullElse(ended.getExitCode(), KILLED),
                        ended != null && "OOMKilled".equals(ended.getReason())));
    }

    static Optional<WorkloadId> workload(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getLabels())
                .map(labels -> labels.get(ClusterNames.WORKLOAD))
                .filter(id -> id.matches("[a-z]+-[a-z0-9-]{1,58}"))
                .map(WorkloadId::new);
    }

    static List<String> gpus(Pod pod) {
        String gpus = Objects.requireNonNullElse(pod.getMetadata().getAnnotations(), Map.<String, String>of())
                .getOrDefault(ClusterNames.GPUS, "");
        return gpus.isEmpty() ? List.of() : List.of(gpus.split(","));
    }

    /** Whether something of it runs or may yet: the cluster alone knows when not, and it says so of each pod. */
    static boolean mayRun(Pod pod) {
        return !neverStarts(pod) && ended(pod) == null && !isOver(pod);
    }

    /** Deleted before it was given a node. */
    private static boolean neverStarts(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null
                && containerState(pod) == null
                && (pod.getSpec() == null || pod.getSpec().getNodeName() == null);
    }

    private static boolean isOver(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Succeeded".equals(phase) || "Failed".equals(phase);
    }

    /** Why it waits, in the words that the cluster has for that; null if it does not. */
    static @Nullable String waitingFor(Pod pod) {
        ContainerState state = containerState(pod);
        return state == null || state.getWaiting() == null
                ? null
                : state.getWaiting().getReason();
    }

    static String waitingWords(Pod pod) {
        ContainerState state = containerState(pod);
        String words = state == null || state.getWaiting() == null
                ? null
                : state.getWaiting().getMessage();
        return words == null ? String.valueOf(waitingFor(pod)) : words;
    }

    private static long epoch(Pod pod) {
        String epoch = pod.getMetadata().getLabels().getOrDefault(ClusterNames.EPOCH, "0");
        return epoch.matches("\\d{1,18}") ? Long.parseLong(epoch) : 0;
    }

    private static Container.State state(Pod pod) {
        if (ended(pod) != null || isOver(pod)) {
            return Container.State.EXITED;
        }
        ContainerState state = containerState(pod);
        return state != null && state.getRunning() != null ? Container.State.RUNNING : Container.State.CREATED;
    }

    private static @Nullable Instant startedAt(Pod pod) {
        ContainerState state = containerState(pod);
        if (state != null && state.getRunning() != null) {
            return time(state.getRunning().getStartedAt());
        }
        ContainerStateTerminated ended = ended(pod);
        return ended == null ? null : time(ended.getStartedAt());
    }

    private static @Nullable ContainerStateTerminated ended(Pod pod) {
        ContainerState state = containerState(pod);
        return state == null ? null : state.getTerminated();
    }

    private static @Nullable ContainerState containerState(Pod pod) {
        List<ContainerStatus> statuses =
                pod.getStatus() == null ? null : pod.getStatus().getContainerStatuses();
        return statuses == null || statuses.isEmpty()
                ? null
                : statuses.getFirst().getState();
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null || text.isEmpty() ? null : Instant.parse(text);
    }
}
