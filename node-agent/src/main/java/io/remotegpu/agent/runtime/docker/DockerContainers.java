package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import io.remotegpu.agent.runtime.Container;
import io.remotegpu.agent.runtime.ContainerSummary;
import io.remotegpu.contracts.WorkloadId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The engine's descriptions in our words; empty for a container whose labels are not ours. */
final class DockerContainers {
    private DockerContainers() {}

    static Optional<ContainerSummary> summary(com.github.dockerjava.api.model.Container listed) {
        return workload(listed.getLabels())
                .map(id -> new ContainerSummary(
                        listed.getId(), id, epoch(listed.getLabels()), "running".equals(listed.getState())));
    }

    static Optional<Container> container(InspectContainerResponse found) {
        Map<String, String> labels = found.getConfig().getLabels();
        ContainerState state = found.getState();
        return workload(labels)
                .map(id -> new Container(
                        found.getId(),
                        id,
                        epoch(labels),
                        gpus(labels),
                        state(state),
                        time(state.getStartedAt()),
                        time(state.getFinishedAt()),
                        state.getExitCodeLong() == null
                                ? 0
                                : state.getExitCodeLong().intValue(),
                        Boolean.TRUE.equals(state.getOOMKilled())));
    }

    static Optional<WorkloadId> workload(@Nullable Map<String, String> labels) {
        return Optional.ofNullable(labels)
                .map(all -> all.get(DockerLabels.WORKLOAD))
                .filter(id -> id.matches("[a-z]+-[a-z0-9-]{1,58}"))
                .map(WorkloadId::new);
    }

    private static long epoch(Map<String, String> labels) {
        String epoch = labels.getOrDefault(DockerLabels.EPOCH, "0");
        return epoch.matches("\\d{1,18}") ? Long.parseLong(epoch) : 0;
    }

    private static List<String> gpus(Map<String, String> labels) {
        String gpus = labels.getOrDefault(DockerLabels.GPUS, "");
        return gpus.isEmpty() ? List.of() : List.of(gpus.split(","));
    }

    private static Container.State state(ContainerState state) {
        if (Boolean.TRUE.equals(state.getRunning())) {
            return Container.State.RUNNING;
        }
        return time(state.getStartedAt()) == null ? Container.State.CREATED : Container.State.EXITED;
    }

    /** The engine writes the year 1 for "never". */
    private static @Nullable Instant time(@Nullable String engineTime) {
        return engineTime == null || engineTime.isEmpty() || engineTime.startsWith("0001-")
                ? null
                : Instant.parse(engineTime);
    }
}
