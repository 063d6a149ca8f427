package io.remotegpu.contracts;

import io.remotegpu.contracts.NodeEvent.HomeEvent;

/** All of it was handed over: an archive of {@code size} bytes with this SHA-256. What it was made of lies here as before. */
@WireType("node.home-sent.v1")
public record HomeSent(HostId hostId, WorkloadId workloadId, long epoch, long size, String sha256)
        implements HomeEvent {}
