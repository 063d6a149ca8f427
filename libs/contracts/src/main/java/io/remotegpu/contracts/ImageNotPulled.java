package io.remotegpu.contracts;

import java.util.UUID;

/** The host does not have the image and does not try any more; {@code reason} is for a person. */
@WireType("node.image-not-pulled.v1")
public record ImageNotPulled(HostId hostId, UUID pullId, String image, String reason) implements NodeEvent.ImageEvent {}
