package io.remotegpu.gis.rendering;

/**
 * A file that an instance reads.
 *
 * @param path absolute, inside
 * @param mode permissions such as {@code 0400}
 */
public record RenderedFile(String path, String content, int mode) {
    static final int READABLE = 0444;
    static final int SECRET = 0400;
    static final int EXECUTABLE = 0555;

    @Override
    public String toString() {
        return path; // the content may be a secret
    }
}
