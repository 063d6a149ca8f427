package io.remotegpu.workspace.images;

/** An image on offer. {@code type}: base, jupyter or desktop. */
record Image(long id, String name, String type, String description) {}
