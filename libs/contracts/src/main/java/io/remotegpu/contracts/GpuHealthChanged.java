package io.remotegpu.contracts;

import io.remotegpu.contracts.workload.GpuHealth;
import io.remotegpu.contracts.workload.GpuHealthCause;
import java.time.Instant;
import java.util.List;

/**
 * What is thought of one of the host's GPUs, told when it changes and once after each start of the agent. {@code causes} is empty if it is healthy;
 * {@code at} is when that was found out.
 */
@WireType("node.gpu-health-changed.v1")
public record GpuHealthChanged(HostId hostId, String gpu, GpuHealth health, List<GpuHealthCause> causes, Instant at)
        implements NodeEvent.HealthEvent {}
