package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import io.remotegpu.agent.runtime.DiskPlaces;
import io.remotegpu.agent.runtime.Disks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Layers and volumes of an engine on this very host. Volumes that the image asks for count as those that the workload asks for. */
final class DockerDisks implements Disks {
    private static final Path PROC = Path.of("/proc");

    private final DockerClient docker;
    private final int layerLimit;
    private volatile @Nullable Path root;

    /** @param layerLimit MiB that a container may change of its image's files, 0 for any */
    DockerDisks(DockerClient docker, int layerLimit) {
        this.docker = docker;
        this.layerLimit = layerLimit;
    }

    @Override
    public Optional<DiskPlaces> of(String containerId) {
        try {
            InspectContainerResponse found =
                    docker.inspectContainerCmd(containerId).exec();
            return DockerInsides.firstProcess(found).flatMap(process -> places(found, process));
        } catch (NotFoundException gone) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Path> root() {
        Path known = root;
        if (known == null) {
            String named = docker.infoCmd().exec().getDockerRootDir();
            known = Path.of(Objects.requireNonNullElse(named, "/var/lib/docker"));
            root = known;
        }
        return Optional.of(known).filter(Files::isDirectory);
    }

    private Optional<DiskPlaces> places(InspectContainerResponse found, long process) {
        return root().map(folder -> folder.resolve("overlay2"))
                .flatMap(layers -> OverlayMount.upper(PROC.resolve(Long.toString(process)), layers))
                .filter(Files::isDirectory)
                .map(layer -> new DiskPlaces(layer, volumes(found), limits(found)));
    }

    private static List<DiskPlaces.Volume> volumes(InspectContainerResponse found) {
        return Objects.requireNonNullElse(found.getMounts(), List.<InspectContainerResponse.Mount>of()).stream()
                // folders of the host have no name, and none of them can be written to
                .filter(mount -> mount.getName() != null && mount.getSource() != null && mount.getDestination() != null)
                .filter(mount -> Boolean.TRUE.equals(mount.getRW()))
                .map(mount -> new DiskPlaces.Volume(
                        Path.of(Objects.requireNonNull(mount.getSource())),
                        Objects.requireNonNull(mount.getDestination()).getPath()))
                .filter(volume -> Files.isDirectory(volume.folder()))
                .toList();
    }

    private DiskPlaces.Limits limits(InspectContainerResponse found) {
        Map<String, String> labels =
                Objects.requireNonNullElse(found.getConfig().getLabels(), Map.of());
        return new DiskPlaces.Limits(
                number(labels.get(DockerLabels.STORAGE)), layerLimit, number(labels.get(DockerLabels.DISK)));
    }

    private static int number(@Nullable String label) {
        return label != null && label.matches("\\d{1,9}") ? Integer.parseInt(label) : 0;
    }
}
