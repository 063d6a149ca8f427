package io.remotegpu.gis.quotas;

import java.util.Map;

/**
 * What one user has.
 *
 * @param services that exist, by type
 * @param running how many of them run or are about to
 * @param memoryMb of those
 * @param concurrentRequests of those
 * @param storageMb that the existing ones may keep
 * @param storageUsedMb that they were last measured to keep
 */
record Usage(
        Map<String, Integer> services,
        int running,
        int memoryMb,
        int concurrentRequests,
        int storageMb,
        int storageUsedMb) {
    int services(String type) {
        return services.getOrDefault(type, 0);
    }
}
