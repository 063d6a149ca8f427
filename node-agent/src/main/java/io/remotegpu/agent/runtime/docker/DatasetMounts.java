package io.remotegpu.agent.runtime.docker;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BindOptions;
import com.github.dockerjava.api.model.BindPropagation;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import io.remotegpu.agent.runtime.DatasetFolders;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.contracts.workload.FailureCause;
import java.util.Map;

/** Datasets as mounts that cannot be written. Only what the host's operator offers is mounted: every other volume is somebody's home. */
final class DatasetMounts {
    private static final String OFFERED = "io.remotegpu.dataset";

    private final DockerClient docker;
    private final DatasetFolders folders;

    DatasetMounts(DockerClient docker, DatasetFolders folders) {
        this.docker = docker;
        this.folders = folders;
    }

    Mount of(DatasetMount dataset) {
        Mount mount = new Mount().withTarget(dataset.mountPath()).withReadOnly(true);
        return switch (dataset.kind()) {
            case FOLDER ->
                mount.withType(MountType.BIND)
                        .withSource(folders.resolve(dataset).toString())
                        .withBindOptions(new Alone());
            case VOLUME -> mount.withType(MountType.VOLUME).withSource(offered(dataset));
        };
    }

    private String offered(DatasetMount dataset) {
        if (!dataset.source().matches("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}")) {
            throw refused(FailureCause.INVALID_WORKLOAD, dataset, "is no name of a volume");
        }
        try {
            InspectVolumeResponse volume =
                    docker.inspectVolumeCmd(dataset.source()).exec();
            Map<String, String> labels = volume.getLabels();
            if (labels == null || labels.containsKey(DockerLabels.WORKLOAD) || !"true".equals(labels.get(OFFERED))) {
                throw refused(
                        FailureCause.INVALID_WORKLOAD, dataset, "is not offered: its operator labels it " + OFFERED);
            }
            return dataset.source();
        } catch (NotFoundException absent) {
            throw refused(FailureCause.HOST_ERROR, dataset, "is no volume of this host");
        }
    }

    private static RuntimeException refused(FailureCause cause, DatasetMount dataset, String why) {
        return new WorkloadFailure(cause, "dataset " + dataset.datasetId() + ": '" + dataset.source() + "' " + why)
                .asException();
    }

    /**
     * The folder without other file systems mounted below it: older engines and kernels make only the topmost of them read-only. The client
     * has no word for it, but the engine does.
     */
    private static final class Alone extends BindOptions {
        private static final long serialVersionUID = 1L;

        @JsonProperty("NonRecursive")
        private final boolean nonRecursive = true;

        private Alone() {
            withPropagation(BindPropagation.PRIVATE);
        }
    }
}
