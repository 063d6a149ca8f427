package io.remotegpu.contracts;

import io.remotegpu.contracts.NodeEvent.HomeEvent;

/** It is not handed over any more, and lies here as before. */
@WireType("node.home-not-sent.v1")
public record HomeNotSent(HostId hostId, WorkloadId workloadId, long epoch, String reason) implements HomeEvent {}
