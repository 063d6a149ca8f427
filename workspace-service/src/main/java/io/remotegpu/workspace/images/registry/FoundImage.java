package io.remotegpu.workspace.images.registry;

/**
 * An image that lies in a registry.
 *
 * @param name the reference to pull it by, such as {@code registry.example.org/team/cuda:12}
 * @param digest of its manifest or index, {@code sha256:…}
 * @param size MiB of its layers and configuration as they travel, rounded up
 */
public record FoundImage(String name, String digest, long size) {
    private static final long MEBIBYTE = 1024L * 1024;

    static FoundImage ofBytes(String name, String digest, long bytes) {
        return new FoundImage(name, digest, (bytes + MEBIBYTE - 1) / MEBIBYTE);
    }
}
