package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.ListContainersCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Image;
import io.remotegpu.agent.runtime.ImageShelf;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Images of the engine. */
final class DockerShelf implements ImageShelf {
    private static final String NONE = "<none>";

    private final DockerClient docker;
    private final DockerLabels labels;

    DockerShelf(DockerClient docker, DockerLabels labels) {
        this.docker = docker;
        this.labels = labels;
    }

    @Override
    public List<Stored> images() {
        return docker.listImagesCmd().exec().stream().map(DockerShelf::stored).toList();
    }

    @Override
    public Optional<String> find(String reference) {
        try {
            return Optional.ofNullable(docker.inspectImageCmd(reference).exec().getId());
        } catch (NotFoundException absent) {
            return Optional.empty();
        }
    }

    @Override
    public Set<String> used() {
        return used(docker.listContainersCmd().withShowAll(true));
    }

    @Override
    public Set<String> usedHere() {
        return used(docker.listContainersCmd().withShowAll(true).withLabelFilter(labels.ofPlatform()));
    }

    /** By each of its names: the engine removes no image by its id that has several. */
    @Override
    public void remove(Stored image) {
        List<String> names = image.references().isEmpty() ? List.of(image.id()) : image.references();
        for (String name : names) {
            try {
                docker.removeImageCmd(name).exec();
            } catch (NotFoundException alreadyGone) {
                // wanted
            }
        }
    }

    private static Set<String> used(ListContainersCmd containers) {
        return containers.exec().stream().map(Container::getImageId).collect(Collectors.toUnmodifiableSet());
    }

    private static Stored stored(Image image) {
        Map<String, String> labels = Objects.requireNonNullElse(image.getLabels(), Map.of());
        return new Stored(
                image.getId(),
                named(image.getRepoTags()),
                Objects.requireNonNullElse(image.getSize(), 0L),
                !named(image.getRepoDigests()).isEmpty(),
                labels.containsKey(DockerLabels.SNAPSHOT));
    }

    private static List<String> named(String @Nullable [] names) {
        return names == null
                ? List.of()
                : Arrays.stream(names).filter(name -> !name.contains(NONE)).toList();
    }
}
