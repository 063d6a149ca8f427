package io.remotegpu.agent.disk;

import io.remotegpu.agent.runtime.DiskPlaces;
import io.remotegpu.agent.runtime.DiskPlaces.Limits;
import io.remotegpu.agent.runtime.Disks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Containers that may keep a thousand MiB in their volumes, on a disk of a hundred thousand. */
final class FakePlaces implements Disks {
    @Override
    public Optional<DiskPlaces> of(String containerId) {
        return Optional.of(new DiskPlaces(Path.of("/layer"), List.of(), new Limits(1_000, 0, 0)));
    }

    @Override
    public Optional<Path> root() {
        return Optional.empty();
    }

    static DiskSpace disk(LongSupplier usable) {
        return new DiskSpace() {
            @Override
            public long usable() {
                return usable.getAsLong();
            }

            @Override
            public long total() {
                return 100_000L << 20;
            }
        };
    }
}
