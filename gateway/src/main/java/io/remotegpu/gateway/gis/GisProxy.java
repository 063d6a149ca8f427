package io.remotegpu.gateway.gis;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.gis.GisPathRule.Access;
import io.remotegpu.gateway.gis.access.AccessDecision;
import io.remotegpu.gateway.gis.access.Caller;
import io.remotegpu.gateway.gis.access.Callers;
import io.remotegpu.gateway.gis.access.Verdict;
import io.remotegpu.gateway.gis.routes.Instance;
import io.remotegpu.gateway.gis.routes.Instances;
import java.util.Optional;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The door to all instances: who asks, for what, and may they? Then on by {@link Admission} and {@link Forwarding}. */
@Component
class GisProxy implements GatewayFilter {
    private final Instances instances;
    private final Callers callers;
    private final BodyInspection bodies;
    private final Admission admission;
    private final Forwarding forwarding;

    GisProxy(Instances instances, Callers callers, BodyInspection bodies, Admission admission, Forwarding forwarding) {
        this.instances = instances;
        this.callers = callers;
        this.bodies = bodies;
        this.admission = admission;
        this.forwarding = forwarding;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return callers.of(exchange).flatMap(caller -> receive(exchange, chain, caller));
    }

    private Mono<Void> receive(ServerWebExchange exchange, GatewayFilterChain chain, Caller caller) {
        InstancePath path = InstancePath.of(exchange.getRequest());
        Optional<Instance> instance = instances.find(path.key());
        if (instance.isEmpty()) {
            return Mono.error(
                    instances.isComplete()
                            ? Refusals.of(AccessDecision.ofNothing(caller), exchange)
                            : Refusals.routesNotRead());
        }
        return instance.get()
                .rule(method(exchange.getRequest()), path.below())
                .map(rule -> decide(new GisRequest(exchange, chain, instance.get(), rule, caller)))
                .orElseGet(() -> Mono.error(unrouted(instance.get(), caller, exchange)));
    }

    private Mono<Void> decide(GisRequest request) {
        if (verdict(request, true) == Verdict.ALLOWED) {
            return admission.admit(request, forwarding::forward);
        }
        Verdict reading = verdict(request, false);
        if (reading != Verdict.ALLOWED) {
            return Mono.error(Refusals.of(reading, request.exchange()));
        }
        return switch (Effect.of(request.exchange().getRequest(), request.rule().writeOperations())) {
            case READS -> admission.admit(request, forwarding::forward);
            case WRITES -> mayNotWrite(request);
            case IN_BODY -> admission.admit(request, this::onlyReading);
        };
    }

    private Mono<Void> onlyReading(GisRequest request) {
        return bodies.inspect(
                request, seen -> seen.writes() ? mayNotWrite(request) : forwarding.forward(seen.request()));
    }

    private static Mono<Void> mayNotWrite(GisRequest request) {
        return Mono.error(Refusals.of(verdict(request, true), request.exchange()));
    }

    private static Verdict verdict(GisRequest request, boolean writes) {
        return AccessDecision.of(request.instance().route(), request.rule().access(), writes, request.caller());
    }

    // What no rule names is inside: those who may know of the instance hear that nothing is there.
    private static PlatformException unrouted(Instance instance, Caller caller, ServerWebExchange exchange) {
        return Refusals.of(AccessDecision.of(instance.route(), Access.INTERNAL, false, caller), exchange);
    }

    private static String method(ServerHttpRequest request) {
        return request.getMethod().name();
    }
}
