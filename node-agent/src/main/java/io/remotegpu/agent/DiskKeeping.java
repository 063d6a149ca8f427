package io.remotegpu.agent;

import io.remotegpu.agent.disk.DiskSettings;
import io.remotegpu.agent.disk.DiskSpace;
import io.remotegpu.agent.disk.DiskWatch;
import io.remotegpu.agent.disk.FileWatch;
import io.remotegpu.agent.images.ImageCollector;
import io.remotegpu.agent.images.ImageSettings;
import io.remotegpu.agent.images.PullNotes;
import io.remotegpu.agent.lifecycle.Workloads;
import io.remotegpu.agent.runtime.ContainerRuntime;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Keeps the disk that containers and images fill from being full. */
final class DiskKeeping {
    private final DiskWatch disks;
    private final FileWatch files;
    private final Optional<ImageCollector> images;

    DiskKeeping(AgentOptions options, Workloads workloads, ContainerRuntime runtime, PullNotes ahead, Clock clock) {
        this.disks = DiskWatch.of(
                workloads::running,
                workloads::keeps,
                runtime.sight(),
                workloads::end,
                options.stateDir.resolve("overdrawn"),
                new DiskSettings(options.disk.interval, options.disk.reserve));
        this.files = FileWatch.of(workloads::running, runtime.sight().disks(), workloads::end);
        DiskSpace space = DiskSpace.of(runtime.sight().disks());
        this.images = runtime.shelf()
                .map(shelf -> new ImageCollector(
                        shelf, space, options.stateDir.resolve("images"), ahead, settings(options), clock));
    }

    DiskWatch disks() {
        return disks;
    }

    void start() {
        Thread.ofVirtual().name("disks").start(disks::run);
        Thread.ofVirtual().name("files").start(files::run);
        images.ifPresent(collector -> Thread.ofVirtual().name("images").start(collector::run));
    }

    private static ImageSettings settings(AgentOptions options) {
        DiskOptions disk = options.disk;
        return new ImageSettings(disk.imagesHigh, disk.imagesLow, disk.imagesUnused, Set.of(options.archiveImage));
    }
}
