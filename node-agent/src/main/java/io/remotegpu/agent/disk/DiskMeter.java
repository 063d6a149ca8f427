package io.remotegpu.agent.disk;

import io.remotegpu.agent.disk.DeletedFiles.Deleted;
import io.remotegpu.agent.runtime.DiskPlaces;
import io.remotegpu.agent.runtime.Inside;
import io.remotegpu.agent.runtime.Insides;
import io.remotegpu.agent.sessions.HostProcess;
import io.remotegpu.agent.sessions.ProcessTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures what a container keeps on disk, from outside: nothing inside can make itself smaller. */
final class DiskMeter {
    private static final Path PROC = Path.of("/proc");
    /** Some millions of files take about so long. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Insides insides;
    private final Du du = new Du(new HostTool(PATIENCE));
    private final DeletedFiles deletedFiles = new DeletedFiles(PROC);

    DiskMeter(Insides insides) {
        this.insides = insides;
    }

    /** Empty if it takes too long, or would. */
    Optional<Measured> measure(String containerId, DiskPlaces places) {
        return insides.of(containerId)
                .map(this::deleted)
                .orElse(Optional.of(List.of()))
                .flatMap(deleted -> measure(places, deleted));
    }

    private Optional<Measured> measure(DiskPlaces places, List<Deleted> deleted) {
        List<Path> folders = Stream.concat(
                        Stream.of(places.layer()), places.volumes().stream().map(DiskPlaces.Volume::folder))
                .toList();
        List<Path> ofVolumes = links(deleted, places, true);
        List<Path> ofLayer = links(deleted, places, false);
        return du.folders(folders).flatMap(sizes -> du.targets(ofLayer).flatMap(layer -> du.targets(ofVolumes)
                .map(volumes -> new Measured(
                        layer + sizes.getOrDefault(places.layer().toString(), 0L), volumes + sum(places, sizes)))));
    }

    private static long sum(DiskPlaces places, Map<String, Long> sizes) {
        return places.volumes().stream()
                .mapToLong(volume -> sizes.getOrDefault(volume.folder().toString(), 0L))
                .sum();
    }

    private static List<Path> links(List<Deleted> deleted, DiskPlaces places, boolean ofVolumes) {
        return deleted.stream()
                .filter(file -> ofVolumes
                        == places.volumes().stream()
                                .anyMatch(volume -> file.name().startsWith(volume.mountPath() + "/")))
                .map(Deleted::link)
                .toList();
    }

    private Optional<List<Deleted>> deleted(Inside inside) {
        List<HostProcess> processes =
                ProcessTable.read(PROC).beside(inside.firstProcess()).orElse(List.of());
        return deletedFiles.of(inside.firstProcess(), processes);
    }
}
