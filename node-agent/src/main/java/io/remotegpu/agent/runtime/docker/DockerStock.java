package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Image;
import io.remotegpu.agent.runtime.FolderStock;
import io.remotegpu.agent.runtime.HostStock;
import io.remotegpu.agent.runtime.SnapshotImage;
import io.remotegpu.contracts.workload.DiskSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the engine keeps. An engine on another machine has a disk that nobody here sees. */
public final class DockerStock implements HostStock {
    private static final String UNTAGGED = "<none>";

    private final DockerClient docker;
    private @Nullable FolderStock root;

    public DockerStock(DockerClient docker) {
        this.docker = docker;
    }

    /** The folder never changes, so the engine is asked for it once. */
    @Override
    public @Nullable DiskSpace disk() {
        FolderStock known = root;
        if (known == null) {
            String folder = docker.infoCmd().exec().getDockerRootDir();
            if (folder == null || !Files.isDirectory(Path.of(folder))) {
                return null;
            }
            known = new FolderStock(Path.of(folder));
            root = known;
        }
        return known.disk();
    }

    /** The newest. A snapshot is nobody's but its owner's. */
    @Override
    public List<String> images() {
        return docker.listImagesCmd().exec().stream()
                .sorted(Comparator.comparing(Image::getCreated, Comparator.reverseOrder())
                        .thenComparing(Image::getId))
                .flatMap(image -> image.getRepoTags() == null ? Stream.empty() : Stream.of(image.getRepoTags()))
                .filter(tag -> !tag.contains(UNTAGGED) && !SnapshotImage.isReference(tag))
                .limit(MOST_IMAGES)
                .toList();
    }
}
