package io.remotegpu.agent.hooks;

import io.remotegpu.contracts.WorkloadId;
import java.util.List;

/** Which workloads of this host may be using a GPU now, by the agent's own books. */
@FunctionalInterface
public interface GpuHolders {
    List<WorkloadId> holders(String gpu);
}
