package io.remotegpu.agent.telemetry;

import io.remotegpu.contracts.workload.Condition;
import io.remotegpu.contracts.workload.DiskUse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What others in this agent know of a container that runs, as of their last look. */
public interface Standing {
    /** Null if it could not be measured. */
    @Nullable
    DiskUse disk(String containerId);

    /** At most one of each kind. */
    List<Condition> conditions(String containerId);
}
