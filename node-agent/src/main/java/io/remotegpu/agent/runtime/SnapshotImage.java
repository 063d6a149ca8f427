package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.SnapshotId;
import java.time.Instant;

/**
 * A snapshot on this host.
 *
 * @param reference what a workload names as its image
 * @param size all layers in MiB, rounded up
 */
public record SnapshotImage(String reference, long size, Instant createdAt) {
    private static final String REPOSITORY = "remotegpu-snapshot/";

    public static String repository(SnapshotId snapshot) {
        return REPOSITORY + snapshot;
    }

    public static String reference(SnapshotId snapshot) {
        return repository(snapshot) + ":latest";
    }

    /** Whether a reference means a snapshot of this platform, which no registry has. */
    public static boolean isReference(String image) {
        return image.startsWith(REPOSITORY);
    }
}
