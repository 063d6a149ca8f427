package io.remotegpu.gateway.gis.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.gis.GisLimits;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How much each instance is asked at once and how often, by whom. Kept in this gateway's memory, which costs a tile nothing; several gateways each
 * allow as much.
 */
@Component
public class InstanceLimits {
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(2);

    private final GisLimitProperties properties;
    private final Map<WorkloadId, Slots> slots = new ConcurrentHashMap<>();
    private final Cache<String, Bucket> buckets;

    InstanceLimits(GisLimitProperties properties) {
        this.properties = properties;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(properties.most())
                .expireAfterAccess(FORGOTTEN_AFTER)
                .build();
    }

    /** Zero if one more request may come now from {@code who}, otherwise when it may. {@code perSecond} 0 is no limit. */
    public Duration wait(String who, int perSecond) {
        return perSecond == 0 ? Duration.ZERO : wait(who, perSecond, 2.0 * perSecond);
    }

    /** The same for an address that shows neither key nor login. */
    public Duration waitOfAnonymous(String address) {
        return wait("address:" + address, properties.anonymousPerSecond(), properties.anonymousBurst());
    }

    /** The same for somebody who is logged in and asks an instance of somebody else. */
    public Duration waitOfStranger(CustomerId person) {
        return wait("person:" + person, properties.strangerPerSecond(), properties.strangerBurst());
    }

    /** Runs one of the two: {@code use} if there is a place at the instance or soon will be, otherwise {@code refused}. */
    public Mono<Void> within(
            WorkloadId service, GisLimits limits, Supplier<Mono<Void>> use, Supplier<Mono<Void>> refused) {
        return slots.computeIfAbsent(service, first -> new Slots(limits.concurrentRequests()))
                .with(properties.queueWait(), use, refused);
    }

    /** The instance may be asked this much from now on. */
    public void change(WorkloadId service, GisLimits limits) {
        Slots known = slots.get(service);
        if (known != null) {
            known.resize(limits.concurrentRequests());
        }
    }

    /** The instance is gone. */
    public void forget(WorkloadId service) {
        slots.remove(service);
    }

    private Duration wait(String who, double perSecond, double burst) {
        long now = System.nanoTime();
        Bucket bucket = buckets.get(who, first -> new Bucket(perSecond, burst, now));
        return bucket.take(now);
    }
}
