package io.remotegpu.gateway.health;

import io.remotegpu.gateway.routing.Service;
import io.remotegpu.gateway.routing.ServiceClient;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks every service how it is. One answer is shared for a second, so that asking often costs the services nothing. */
@Component
class PlatformHealth {
    private static final Duration SHARED_FOR = Duration.ofSeconds(1);

    private final ServiceClient services;
    private final Mono<Map<String, String>> answer;

    PlatformHealth(ServiceClient services) {
        this.services = services;
        this.answer = Mono.defer(this::askAll).cache(SHARED_FOR);
    }

    /** {@code up} or {@code down} by service name. */
    Mono<Map<String, String>> ask() {
        return answer;
    }

    private Mono<Map<String, String>> askAll() {
        return Flux.fromArray(Service.values())
                .flatMap(this::ask)
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new);
    }

    private Mono<Map.Entry<String, String>> ask(Service service) {
        return services.get(service, "/actuator/health")
                .map(healthy -> "up")
                .onErrorReturn("down")
                .map(state -> Map.entry(service.wireName(), state));
    }
}
