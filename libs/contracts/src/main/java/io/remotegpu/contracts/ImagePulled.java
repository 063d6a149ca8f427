package io.remotegpu.contracts;

import java.util.UUID;

/** The image is on the host, now or since before it was asked for, and stays for the time that was asked for. */
@WireType("node.image-pulled.v1")
public record ImagePulled(HostId hostId, UUID pullId, String image) implements NodeEvent.ImageEvent {}
