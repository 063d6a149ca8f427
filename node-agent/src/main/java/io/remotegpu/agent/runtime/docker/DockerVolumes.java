package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.util.List;

/** Named volumes of workloads. They are found again by label: one workload's name may begin like another's. */
final class DockerVolumes {
    private final DockerClient docker;
    private final DockerLabels labels;

    DockerVolumes(DockerClient docker, DockerLabels labels) {
        this.docker = docker;
        this.labels = labels;
    }

    static String name(WorkloadId workload, Volume volume) {
        return "remotegpu-" + workload + "-" + volume.name();
    }

    /** The engine answers with the existing volume if there is one. */
    void ensure(WorkloadId workload, Volume volume) {
        docker.createVolumeCmd()
                .withName(name(workload, volume))
                .withLabels(labels.ofWorkload(workload))
                .exec();
    }

    boolean exists(WorkloadId workload, Volume volume) {
        try {
            docker.inspectVolumeCmd(name(workload, volume)).exec();
            return true;
        } catch (NotFoundException absent) {
            return false;
        }
    }

    void removeAll(WorkloadId workload) {
        List<String> filters = labels.ofWorkload(workload).entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .toList();
        List<InspectVolumeResponse> volumes =
                docker.listVolumesCmd().withFilter("label", filters).exec().getVolumes();
        if (volumes != null) {
            volumes.forEach(volume -> remove(volume.getName()));
        }
    }

    private void remove(String name) {
        try {
            docker.removeVolumeCmd(name).exec();
        } catch (NotFoundException alreadyGone) {
            // wanted
        }
    }
}
