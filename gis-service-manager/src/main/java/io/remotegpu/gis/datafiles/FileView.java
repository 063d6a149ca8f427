package io.remotegpu.gis.datafiles;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file as its owner sees it.
 *
 * @param path what the service finds it under, below the folder of its files; a folder for an archive
 * @param receivedBytes where the upload goes on
 * @param usedBytes of the storage that the service may use
 * @param sha256 as it was announced until it is ready, then as it is
 * @param problem why it is refused
 */
record FileView(
        long id,
        String folder,
        String name,
        String format,
        String path,
        UploadState state,
        @Nullable String problem,
        long sizeBytes,
        long receivedBytes,
        long usedBytes,
        @Nullable String sha256,
        Instant createdAt,
        Instant updatedAt) {
    static FileView of(UploadedFile file) {
        return new FileView(
                file.id(),
                file.folder(),
                file.name(),
                file.format().wireName(),
                file.path(),
                file.state(),
                file.problem(),
                file.size(),
                file.received(),
                file.used(),
                file.sha256(),
                file.createdAt(),
                file.updatedAt());
    }
}
