package io.remotegpu.workspace.images;

/** What reading a registry changed. {@code missing} were there the last time and are not any more; they are offered no longer. */
record SyncReport(String source, int added, int updated, int unchanged, int missing) {}
