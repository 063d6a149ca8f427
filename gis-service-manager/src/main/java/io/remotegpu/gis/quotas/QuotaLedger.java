package io.remotegpu.gis.quotas;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes from what a user may have, in the caller's transaction and together with what it is taken for. Rivals for the last unit wait for each other.
 * What exists is counted where it stands, so nothing can drift.
 */
@Service
public class QuotaLedger {
    private final QuotaRepository quotas;
    private final StorageLedger storage;
    private final QuotaProperties properties;
    private final Clock clock;

    QuotaLedger(QuotaRepository quotas, StorageLedger storage, QuotaProperties properties, Clock clock) {
        this.quotas = quotas;
        this.storage = storage;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Lets nobody else take anything of this user's quota until the transaction ends. Whoever locks services of the user and takes of the quota in one
     * transaction calls this before the first of those locks, so that no two wait for each other.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(CustomerId user) {
        quotas.lock(user);
    }

    /**
     * Makes room for one more service, before it is written. Whoever changes one asks as well, with what it wants more.
     *
     * @param services 1 for a new one, 0 for a change
     * @param storageMb further MiB that it may keep
     * @param requests that the one service works on at once
     * @throws PlatformException QUOTA_EXCEEDED with resource, limit, used and requested
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reserve(CustomerId user, String type, int services, int storageMb, int requests) {
        quotas.lock(user);
        Limits limits = quota(user).limits();
        Usage usage = quotas.usage(user);
        require(type + "_services", limits.maxServices(type), usage.services(type), services);
        require("storage_mb", limits.maxStorageMb(), usage.storageMb(), storageMb);
        require("concurrent_requests", limits.concurrentRequests(), 0, requests);
    }

    /**
     * Takes memory and requests for a service that is about to run; again for one that has them, with other amounts. What is kept already must be
     * within what may be kept.
     *
     * @throws PlatformException QUOTA_EXCEEDED with resource, limit, used and requested
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reserveRun(CustomerId user, long service, int memoryMb, int requests) {
        quotas.lock(user);
        Limits limits = quota(user).limits();
        Usage usage = quotas.usage(user);
        storage.require(service);
        requireKept(limits.maxStorageMb(), usage.storageUsedMb());
        QuotaRepository.Running before = quotas.running(service).orElse(new QuotaRepository.Running(user, 0, 0));
        require("memory_mb", limits.maxMemoryMb(), usage.memoryMb() - before.memoryMb(), memoryMb);
        require(
                "concurrent_requests",
                limits.concurrentRequests(),
                usage.concurrentRequests() - before.concurrentRequests(),
                requests);
        quotas.run(service, new QuotaRepository.Running(user, memoryMb, requests), clock.instant());
    }

    /** Gives back what a service held that no longer runs; nothing happens if it holds nothing. */
    @Transactional
    public void releaseRun(long service) {
        quotas.end(service);
    }

    /** What holds for a user now. */
    Quota quota(CustomerId user) {
        QuotaType plan = properties.defaultPlan();
        return quotas.active(user, clock.instant()).orElseGet(() -> new Quota(plan, properties.plan(plan), null));
    }

    Usage usage(CustomerId user) {
        return quotas.usage(user);
    }

    @Transactional
    Quota change(CustomerId user, Quota quota, CustomerId administrator) {
        quotas.lock(user);
        quotas.replace(user, quota, clock.instant(), administrator);
        return quota(user);
    }

    private static void requireKept(int limit, int used) {
        if (used > limit) {
            throw new PlatformException(
                    ErrorCode.QUOTA_EXCEEDED,
                    "your services keep %d MiB and may keep %d together: delete files or services, or ask for a larger quota"
                            .formatted(used, limit),
                    Map.of("resource", "storage_mb", "limit", limit, "used", used, "requested", 0));
        }
    }

    /** A change that takes no more is let through, also where less is allowed meanwhile. */
    private static void require(String resource, int limit, int used, int requested) {
        if (requested > 0 && (long) used + requested > limit) {
            throw new PlatformException(
                    ErrorCode.QUOTA_EXCEEDED,
                    "your quota allows %d %s, %d are used and %d more are asked for; free some or ask for a larger quota"
                            .formatted(limit, resource, used, requested),
                    Map.of("resource", resource, "limit", limit, "used", used, "requested", requested));
        }
    }
}
