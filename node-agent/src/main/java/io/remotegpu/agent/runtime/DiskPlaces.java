package io.remotegpu.agent.runtime;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a container keeps its files on this host, and how many.
 *
 * @param layer what it changed of its image's files
 * @param volumes all that it may write to
 */
public record DiskPlaces(Path layer, List<Volume> volumes, Limits limits) {
    /** @param mountPath where it is seen inside */
    public record Volume(Path folder, String mountPath) {}

    /** In MiB, 0 for none: of all volumes, of the layer, of both together. */
    public record Limits(int volumes, int layer, int total) {}
}
