package io.remotegpu.contracts;

import java.util.UUID;

/** The image is on its way, told at most every three seconds; {@code percent} of its bytes that are known so far have arrived, so it may fall. */
@WireType("node.image-pull-progressed.v1")
public record ImagePullProgressed(HostId hostId, UUID pullId, String image, int percent)
        implements NodeEvent.ImageEvent {}
