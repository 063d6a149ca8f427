package io.remotegpu.gateway.gis.routes;

import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.gis.GisEndpoint;
import io.remotegpu.gateway.gis.limits.InstanceLimits;
import io.remotegpu.gateway.gis.traffic.TrafficMeters;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Every instance that there is, by its key. One thread writes, many read. */
@Component
public class Instances {
    private static final Logger log = LoggerFactory.getLogger(Instances.class);

    private final Map<WorkloadId, Instance> byService = new ConcurrentHashMap<>();
    private final Map<String, Instance> byKey = new ConcurrentHashMap<>();
    private final Map<WorkloadId, Long> epochs = new ConcurrentHashMap<>();
    private final Sinks.Many<WorkloadId> changes = Sinks.many().multicast().directBestEffort();
    private final InstanceLimits limits;
    private final TrafficMeters meters;
    private volatile boolean complete;

    Instances(InstanceLimits limits, TrafficMeters meters) {
        this.limits = limits;
        this.meters = meters;
    }

    /** Whether all routes are known; before that, a key that is not found may yet be. */
    public boolean isComplete() {
        return complete;
    }

    public Optional<Instance> find(String instanceKey) {
        return Optional.ofNullable(byKey.get(instanceKey));
    }

    /** The instance as soon as it may be called; empty if it is not within {@code patience}. */
    public Mono<Instance> awaitCallable(WorkloadId service, Duration patience) {
        return changes.asFlux()
                .filter(service::equals)
                .mergeWith(Flux.just(service))
                .mapNotNull(byService::get)
                .filter(instance -> instance.endpoint().isPresent())
                .next()
                .timeout(patience, Mono.empty());
    }

    void complete() {
        complete = true;
    }

    /** What a route says replaces what an earlier one said. */
    void apply(GisRoute route) {
        if (route.state() == GisRoute.State.DELETED) {
            forget(route.serviceId());
            return;
        }
        limits.change(route.serviceId(), route.limits());
        Instance now = new Instance(isStale(route) ? withoutEndpoint(route) : route);
        Instance before = byService.put(route.serviceId(), now);
        byKey.put(route.instanceKey(), now);
        if (before != null && !before.route().instanceKey().equals(route.instanceKey())) {
            byKey.remove(before.route().instanceKey());
        }
        changes.tryEmitNext(route.serviceId());
    }

    // Its epochs are kept: a service is never made again under the same id, but a late message may come.
    private void forget(WorkloadId service) {
        Instance before = byService.remove(service);
        if (before != null) {
            byKey.remove(before.route().instanceKey());
        }
        limits.forget(service);
        meters.forget(service);
    }

    private boolean isStale(GisRoute route) {
        GisEndpoint endpoint = route.endpoint();
        if (endpoint == null) {
            return false;
        }
        long newest = epochs.merge(route.serviceId(), endpoint.epoch(), Math::max);
        if (endpoint.epoch() < newest) {
            log.warn("{} is not led to epoch {}, which {} has replaced", route.serviceId(), endpoint.epoch(), newest);
        }
        return endpoint.epoch() < newest;
    }

    // Its port may be another's by now.
    private static GisRoute withoutEndpoint(GisRoute route) {
        return new GisRoute(
                route.serviceId(),
                route.instanceKey(),
                route.owner(),
                route.serviceType(),
                GisRoute.State.UNKNOWN,
                "its address is out of date",
                null,
                route.visibility(),
                route.access(),
                route.limits(),
                route.wakeOnRequest());
    }
}
