package io.remotegpu.contracts;

import io.remotegpu.contracts.NodeEvent.HomeEvent;

/** Nothing of it lies here. */
@WireType("node.home-not-received.v1")
public record HomeNotReceived(HostId hostId, WorkloadId workloadId, long epoch, String reason) implements HomeEvent {}
