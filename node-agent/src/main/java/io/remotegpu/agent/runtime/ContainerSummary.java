package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.WorkloadId;

/** A line of the list of containers, cheap enough to ask for at every heartbeat. */
public record ContainerSummary(String id, WorkloadId workloadId, long epoch, boolean running) {}
