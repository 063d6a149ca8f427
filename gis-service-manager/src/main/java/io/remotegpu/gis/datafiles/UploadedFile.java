package io.remotegpu.gis.datafiles;

import io.remotegpu.gis.descriptors.DataFormat;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody uploads or has uploaded for a service.
 *
 * @param size bytes in all, {@code received} of which are here
 * @param used bytes that count against the storage of the service
 * @param sha256 as its owner says it is until it is ready, then as it is; null if nobody said
 * @param problem why it is refused
 */
record UploadedFile(
        long id,
        long serviceId,
        String folder,
        String name,
        DataFormat format,
        long size,
        long received,
        long used,
        @Nullable String sha256,
        UploadState state,
        @Nullable String problem,
        Instant createdAt,
        Instant updatedAt) {
    /** What the service sees it under; the folder of its parts for an archive. */
    String path() {
        return folder + "/" + (format == DataFormat.SHAPEFILE ? name.substring(0, name.lastIndexOf('.')) : name);
    }
}
