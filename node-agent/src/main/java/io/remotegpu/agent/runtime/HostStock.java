package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.workload.DiskSpace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a host has for workloads beside cores, memory and GPUs. May throw what its engine throws. */
public interface HostStock {
    int MOST_IMAGES = 200;

    /** Of what holds volumes and what containers write; null if that cannot be seen from here. */
    @Nullable
    DiskSpace disk();

    /** Images that need no pull, at most {@link #MOST_IMAGES}, the same ones in the same order as long as nothing changes. */
    List<String> images();
}
