package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import io.remotegpu.agent.runtime.Homes;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Volumes as archives, by GNU tar in a container of the platform's own image: it sees these volumes and nothing else, no network and no other file that it
 * could write.
 */
final class DockerHomes implements Homes {
    private static final String FOLDER = "/volumes";
    private static final List<String> KEPT = List.of("--numeric-owner", "--xattrs", "--acls", "--directory=" + FOLDER);

    /** The engine tells nobody inside that its input has ended, so each part is announced with its length, and the end as an empty one. */
    private static final String FED =
            "while read -r size && [ \"$size\" -gt 0 ]; do head -c \"$size\" || exit 1; done | ";

    private final DockerHelpers helpers;
    private final DockerVolumes existing;
    private final DockerImages images;
    private final String image;

    /** @param image that has sh, head and GNU tar */
    DockerHomes(DockerClient docker, DockerLabels labels, DockerImages images, String image) {
        this.helpers = new DockerHelpers(docker, labels);
        this.existing = new DockerVolumes(docker, labels);
        this.images = images;
        this.image = image;
    }

    @Override
    public void pack(WorkloadId workload, List<Volume> volumes, OutputStream into, BooleanSupplier cancelled)
            throws IOException {
        requireAll(workload, volumes);
        images.ensure(image, cancelled);
        Stream<String> tar =
                Stream.of("tar", "--create", "--file=-", "--format=posix", "--sparse", "--warning=no-file-ignored");
        Stream<String> names = volumes.stream().map(Volume::name);
        List<String> command =
                Stream.of(tar, KEPT.stream(), names).flatMap(part -> part).toList();
        helpers.read(workload, new HelperContainer(image, command, mounts(workload, volumes, true)), into);
    }

    @Override
    public void unpack(WorkloadId workload, List<Volume> volumes, InputStream archive, BooleanSupplier cancelled)
            throws IOException {
        images.ensure(image, cancelled);
        String tar = "tar --extract --file=- --preserve-permissions " + String.join(" ", KEPT);
        String onDisk = volumes.stream()
                .map(volume -> " && sync -f " + FOLDER + "/" + volume.name())
                .collect(Collectors.joining());
        HelperContainer helper =
                new HelperContainer(image, List.of("sh", "-c", FED + tar + onDisk), mounts(workload, volumes, false));
        helpers.feed(workload, helper, new AnnouncedParts(archive));
    }

    /** The engine would make one that is missing, empty, and nobody would learn that a home is gone. */
    private void requireAll(WorkloadId workload, List<Volume> volumes) throws IOException {
        for (Volume volume : volumes) {
            if (!existing.exists(workload, volume)) {
                throw new IOException("its volume " + DockerVolumes.name(workload, volume) + " is not on this host");
            }
        }
    }

    @Override
    public void abandon(WorkloadId workload) {
        helpers.remove(workload);
    }

    private static List<Mount> mounts(WorkloadId workload, List<Volume> volumes, boolean readOnly) {
        return volumes.stream()
                .map(volume -> new Mount()
                        .withType(MountType.VOLUME)
                        .withSource(DockerVolumes.name(workload, volume))
                        .withTarget(FOLDER + "/" + volume.name())
                        .withReadOnly(readOnly))
                .toList();
    }
}
