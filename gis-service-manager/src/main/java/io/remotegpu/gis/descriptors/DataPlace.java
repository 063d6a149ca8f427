package io.remotegpu.gis.descriptors;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a type of service reads files that its users upload.
 *
 * @param mountPath where the folders appear inside, read-only; no volume is there
 */
public record DataPlace(String mountPath, List<Folder> folders) {
    /**
     * @param namedBy JSON pointer to the list in the configuration that names files of this folder, all of which must be there before a start;
     *     null if the software finds them by itself
     */
    public record Folder(
            String name, List<DataFormat> formats, @Nullable String namedBy) {}

    public Optional<Folder> folder(String name) {
        return folders.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
