package io.remotegpu.contracts;

import io.remotegpu.contracts.NodeEvent.HomeEvent;

/** It lies here, whole and as it was sent, and the next start finds it. */
@WireType("node.home-received.v1")
public record HomeReceived(HostId hostId, WorkloadId workloadId, long epoch) implements HomeEvent {}
