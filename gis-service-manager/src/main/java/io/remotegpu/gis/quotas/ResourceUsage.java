package io.remotegpu.gis.quotas;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a user may have and has, as callers see it.
 *
 * @param services by type
 * @param running how many services run or are about to
 */
record ResourceUsage(
        String quotaType,
        @Nullable Instant expiryDate,
        Map<String, Count> services,
        int running,
        Count memoryMb,
        Storage storageMb,
        Count concurrentRequests) {
    record Count(int limit, int used) {}

    /**
     * @param reserved that existing services may keep together
     * @param used that they were last measured to keep
     * @param exceededBy services that keep more than each of them may, and so do not start again
     */
    record Storage(int limit, int reserved, int used, List<Long> exceededBy) {}

    static ResourceUsage of(Quota quota, Usage usage, List<Long> exceeding, Iterable<String> types) {
        Limits limits = quota.limits();
        Map<String, Count> services = new TreeMap<>();
        types.forEach(type -> services.put(type, new Count(limits.maxServices(type), usage.services(type))));
        return new ResourceUsage(
                quota.type().wireName(),
                quota.expiryDate(),
                services,
                usage.running(),
                new Count(limits.maxMemoryMb(), usage.memoryMb()),
                new Storage(limits.maxStorageMb(), usage.storageMb(), usage.storageUsedMb(), exceeding),
                new Count(limits.concurrentRequests(), usage.concurrentRequests()));
    }
}
