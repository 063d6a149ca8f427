package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.remotegpu.agent.runtime.SnapshotImage;
import io.remotegpu.agent.runtime.Snapshots;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.workload.FailureCause;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Images made of containers. Each carries its snapshot's id as a label, so that it is known again under any name. */
final class DockerSnapshots implements Snapshots {
    private static final long MEBIBYTE = 1024L * 1024;

    private final DockerClient docker;
    private final DockerLabels labels;

    DockerSnapshots(DockerClient docker, DockerLabels labels) {
        this.docker = docker;
        this.labels = labels;
    }

    /** The container stands still while its files are read, so that they belong together. A second call finds the first one's image. */
    @Override
    public SnapshotImage take(String containerId, SnapshotId snapshot) {
        Optional<SnapshotImage> before = find(snapshot);
        if (before.isPresent()) {
            return before.get();
        }
        try {
            docker.commitCmd(containerId)
                    .withRepository(SnapshotImage.repository(snapshot))
                    .withTag("latest")
                    .withPause(true)
                    .withLabels(new HashMap<>(Map.of(
                            DockerLabels.PLATFORM, labels.platformId(), DockerLabels.SNAPSHOT, snapshot.value())))
                    .exec();
            return find(snapshot).orElseThrow(() -> new IllegalStateException("the engine lost the image at once"));
        } catch (RuntimeException failure) {
            remove(snapshot);
            throw failed(failure);
        }
    }

    @Override
    public Optional<SnapshotImage> find(SnapshotId snapshot) {
        try {
            InspectImageResponse image =
                    docker.inspectImageCmd(SnapshotImage.reference(snapshot)).exec();
            long bytes = Objects.requireNonNullElse(image.getSize(), 0L);
            return Optional.of(new SnapshotImage(
                    SnapshotImage.reference(snapshot),
                    Math.ceilDiv(bytes, MEBIBYTE),
                    Instant.parse(Objects.requireNonNull(image.getCreated(), "an image was created"))));
        } catch (NotFoundException absent) {
            return Optional.empty();
        }
    }

    @Override
    public void remove(SnapshotId snapshot) {
        try {
            docker.removeImageCmd(SnapshotImage.reference(snapshot)).exec();
        } catch (NotFoundException alreadyGone) {
            // wanted
        } catch (DockerException refused) {
            throw failed(refused);
        }
    }

    private static RuntimeException failed(RuntimeException failure) {
        return new WorkloadFailure(FailureCause.HOST_ERROR, EngineWords.of(failure.getMessage())).asException();
    }
}
