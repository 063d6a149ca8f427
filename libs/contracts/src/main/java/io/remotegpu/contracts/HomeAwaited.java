package io.remotegpu.contracts;

import io.remotegpu.contracts.NodeEvent.HomeEvent;

/** There is room for it and it is fetched as it comes, readable by the owner of {@code key} alone: X25519, the Base64 of its X.509 form. */
@WireType("node.home-awaited.v1")
public record HomeAwaited(HostId hostId, WorkloadId workloadId, long epoch, String key) implements HomeEvent {}
