package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.placement.EstimatedStart.Held;
import io.remotegpu.scheduler.placement.FleetHost.Room;
import io.remotegpu.scheduler.placement.PastDurations;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is held now.
 *
 * @param gpus thousandths of each GPU by its UUID
 * @param spot whether it may be stopped for others, and nobody has told it so yet
 * @param left how long it still runs at most; null if it does not say
 */
public record OpenLease(
        WorkloadId workload,
        long epoch,
        HostId host,
        Room room,
        Map<String, Integer> gpus,
        boolean spot,
        Duration age,
        @Nullable Duration left) {

    Held held(Duration remaining) {
        return new Held(host, room, gpus, remaining);
    }

    /** By what it said, else by how long others of its age lasted; empty if too few got as old. */
    Optional<Duration> remaining(PastDurations past, double part) {
        return left == null ? past.remaining(age, part) : Optional.of(left);
    }
}
