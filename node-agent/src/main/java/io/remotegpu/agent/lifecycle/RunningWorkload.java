package io.remotegpu.agent.lifecycle;

import io.remotegpu.contracts.WorkloadId;
import java.util.List;

/** A workload whose container runs. {@code gpus} are the UUIDs it was started with. */
public record RunningWorkload(WorkloadId workloadId, long epoch, String containerId, List<String> gpus) {}
