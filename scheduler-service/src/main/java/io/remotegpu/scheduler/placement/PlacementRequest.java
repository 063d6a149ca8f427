package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.workload.Workload;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What needs a place.
 *
 * @param home the one host that has its files; null if it may run anywhere
 * @param avoided hosts that failed it before: taken only when no other fits
 */
public record PlacementRequest(Workload workload, @Nullable HostId home, Set<HostId> avoided) {}
