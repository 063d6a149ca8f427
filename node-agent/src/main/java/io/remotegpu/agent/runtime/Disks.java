package io.remotegpu.agent.runtime;

import java.nio.file.Path;
import java.util.Optional;

/** Where files of containers lie. Any RuntimeException says that the runtime does not answer. */
public interface Disks {
    /** For runtimes whose files this host does not see. */
    Disks ELSEWHERE = new Disks() {
        @Override
        public Optional<DiskPlaces> of(String containerId) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> root() {
            return Optional.empty();
        }
    };

    /** Empty if it does not run, or keeps its files where this host does not see them. */
    Optional<DiskPlaces> of(String containerId);

    /** A folder of the file system that containers and images fill; empty if it is not of this host. */
    Optional<Path> root();
}
