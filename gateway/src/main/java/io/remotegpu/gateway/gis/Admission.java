package io.remotegpu.gateway.gis;

import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gateway.gis.access.AccessDecision;
import io.remotegpu.gateway.gis.access.Caller;
import io.remotegpu.gateway.gis.limits.InstanceLimits;
import io.remotegpu.gateway.gis.routes.Instance;
import io.remotegpu.gateway.gis.routes.Instances;
import io.remotegpu.gateway.gis.traffic.TrafficMeters;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets a request to its instance when its turn has come: not too often, not too large, not too many at once, and only while it runs. */
@Component
class Admission {
    private final Instances instances;
    private final InstanceLimits limits;
    private final TrafficMeters meters;
    private final Waking waking;

    Admission(Instances instances, InstanceLimits limits, TrafficMeters meters, Waking waking) {
        this.instances = instances;
        this.limits = limits;
        this.meters = meters;
        this.waking = waking;
    }

    /** Runs {@code use} with the request, at the instance as it is then. */
    Mono<Void> admit(GisRequest request, Function<GisRequest, Mono<Void>> use) {
        GisRoute route = request.instance().route();
        Duration wait = wait(request);
        if (wait.isPositive()) {
            return refuse(route.serviceId(), Refusals.tooOften(request.exchange(), wait));
        }
        long most = route.limits().bodyBytes();
        if (request.exchange().getRequest().getHeaders().getContentLength() > most) {
            return refuse(route.serviceId(), Refusals.tooLarge(most));
        }
        return request.instance().endpoint().isPresent() ? inTurn(request, use) : onceAwake(request, use);
    }

    private Mono<Void> onceAwake(GisRequest request, Function<GisRequest, Mono<Void>> use) {
        return waking.wake(request.instance())
                .map(request::at)
                .switchIfEmpty(Mono.defer(() -> notRunning(request)))
                .flatMap(awake -> inTurn(awake, use));
    }

    // As it is now: it may have begun to start meanwhile.
    private Mono<GisRequest> notRunning(GisRequest request) {
        GisRoute asked = request.instance().route();
        GisRoute now = instances.find(asked.instanceKey()).map(Instance::route).orElse(asked);
        return refuse(asked.serviceId(), Refusals.notRunning(request.exchange(), now, request.caller()));
    }

    private Mono<Void> inTurn(GisRequest request, Function<GisRequest, Mono<Void>> use) {
        GisRoute route = request.instance().route();
        return limits.within(
                route.serviceId(),
                route.limits(),
                () -> use.apply(request),
                () -> refuse(route.serviceId(), Refusals.tooManyAtOnce(request.exchange())));
    }

    private Duration wait(GisRequest request) {
        GisRoute route = request.instance().route();
        Duration ofCaller =
                switch (request.caller()) {
                    case Caller.KeyHolder holder
                    when holder.opens(route) ->
                        limits.wait("key:" + holder.key().keyId(), holder.key().requestsPerSecond());
                    case Caller.Anonymous _, Caller.WrongKey _, Caller.KeyHolder _ ->
                        limits.waitOfAnonymous(address(request.exchange().getRequest()));
                    case Caller.Person person when AccessDecision.commands(route, person) -> Duration.ZERO;
                    case Caller.Person person -> limits.waitOfStranger(person.customer());
                };
        return ofCaller.isPositive()
                ? ofCaller
                : limits.wait("service:" + route.serviceId(), route.limits().requestsPerSecond());
    }

    private <T> Mono<T> refuse(WorkloadId service, PlatformException why) {
        meters.refused(service);
        return Mono.error(why);
    }

    private static String address(ServerHttpRequest request) {
        InetSocketAddress peer = request.getRemoteAddress();
        return peer == null || peer.getAddress() == null
                ? "unknown"
                : peer.getAddress().getHostAddress();
    }
}
