package io.remotegpu.gateway.gis;

import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.gis.GisHeaders;
import io.remotegpu.gateway.gis.routes.Instance;
import io.remotegpu.gateway.gis.routes.Instances;
import io.remotegpu.gateway.routing.Service;
import io.remotegpu.gateway.routing.ServiceClient;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;

/** Has an instance started that somebody asks for, if its owner wants that, and waits for it a while. */
@Component
class Waking {
    private static final Logger log = LoggerFactory.getLogger(Waking.class);

    private final ServiceClient services;
    private final Instances instances;
    private final GisProperties properties;
    private final Set<WorkloadId> asking = ConcurrentHashMap.newKeySet();

    Waking(ServiceClient services, Instances instances, GisProperties properties) {
        this.services = services;
        this.instances = instances;
        this.properties = properties;
    }

    /** The instance once it may be called; empty if it neither starts nor may be woken, or does not come in time. */
    Mono<Instance> wake(Instance instance) {
        GisRoute route = instance.route();
        return switch (route.state()) {
            case STOPPED ->
                route.wakeOnRequest() ? ask(route.serviceId()).then(await(route.serviceId())) : Mono.empty();
            case STARTING -> await(route.serviceId());
            case RUNNING, STOPPING, ERROR, UNKNOWN, DELETED -> Mono.empty();
        };
    }

    private Mono<Instance> await(WorkloadId service) {
        return Mono.defer(() -> instances.awaitCallable(service, properties.wakeWait()));
    }

    // A hundred tiles of one map ask once.
    private Mono<Void> ask(WorkloadId service) {
        return Mono.defer(() -> {
            if (!asking.add(service)) {
                return Mono.empty();
            }
            Map<String, String> secret = Map.of(GisHeaders.WAKE_SECRET, properties.wakeSecret());
            return services.post(Service.GIS, "/internal/user-services/" + service + "/wake", Map.of(), secret)
                    .doOnError(refused -> log.warn("{} cannot be woken: {}", service, refused.toString()))
                    .onErrorResume(WebClientException.class, refused -> Mono.empty())
                    .doFinally(end -> asking.remove(service))
                    .then();
        });
    }
}
