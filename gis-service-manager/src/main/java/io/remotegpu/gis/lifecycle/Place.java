package io.remotegpu.gis.lifecycle;

/** Where an instance listens, on which host and by which runtime; {@code process} means without isolation. */
record Place(String hostId, String hostName, String runtime, String host, int port) {}
