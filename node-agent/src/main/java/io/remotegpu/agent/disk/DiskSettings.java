package io.remotegpu.agent.disk;

import java.time.Duration;

/**
 * How closely disks are watched.
 *
 * @param interval between two measurements of a workload that writes little
 * @param reserve MiB that the host keeps for itself
 */
public record DiskSettings(Duration interval, int reserve) {
    long reserveBytes() {
        return (long) reserve << 20;
    }
}
