package io.remotegpu.gateway.gis;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.PRESERVE_HOST_HEADER_ATTRIBUTE;

import io.remotegpu.contracts.gis.GisEndpoint;
import io.remotegpu.contracts.gis.GisPathRule.Access;
import io.remotegpu.gateway.gis.routes.Instance;
import io.remotegpu.gateway.gis.traffic.TrafficMeters;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sends a request on to its instance and its answer back, both without what only one side may see. */
@Component
class Forwarding {
    private static final int NO_ANSWER = 503;

    private final SigningIn signingIn;
    private final UpstreamHeaders upstream;
    private final AnswerHeaders answers;
    private final TrafficMeters meters;
    private final Map<Integer, Route> byTimeout = new ConcurrentHashMap<>();

    Forwarding(SigningIn signingIn, UpstreamHeaders upstream, AnswerHeaders answers, TrafficMeters meters) {
        this.signingIn = signingIn;
        this.upstream = upstream;
        this.answers = answers;
        this.meters = meters;
    }

    /** The instance must have an endpoint. */
    Mono<Void> forward(GisRequest request) {
        return request.rule().access() == Access.ADMIN
                ? signingIn.signIn(request).then(Mono.defer(() -> send(request)))
                : send(request);
    }

    private Mono<Void> send(GisRequest request) {
        Instance instance = request.instance();
        GisEndpoint endpoint = instance.endpoint().orElseThrow();
        ServerHttpRequest sent =
                new LimitedBody(upstream.of(request), instance.route().limits().bodyBytes());
        ServerWebExchange exchange = request.exchange().mutate().request(sent).build();
        exchange.getAttributes().put(GATEWAY_REQUEST_URL_ATTR, UpstreamAddress.of(instance, endpoint, sent.getURI()));
        exchange.getAttributes().put(GATEWAY_ROUTE_ATTR, route(request.rule().timeoutSeconds()));
        exchange.getAttributes().put(PRESERVE_HOST_HEADER_ATTRIBUTE, true);
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> answers.clean(request, endpoint)));
        long begin = System.nanoTime();
        return request.chain()
                .filter(exchange)
                .doOnSuccess(done -> count(exchange, instance, begin))
                .doOnError(failed -> answered(instance, NO_ANSWER, begin));
    }

    private void count(ServerWebExchange exchange, Instance instance, long begin) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        answered(instance, status == null ? NO_ANSWER : status.value(), begin);
    }

    private void answered(Instance instance, int status, long begin) {
        meters.answered(instance.route().serviceId(), status, Duration.ofNanos(System.nanoTime() - begin));
    }

    private Route route(int timeoutSeconds) {
        return byTimeout.computeIfAbsent(timeoutSeconds, seconds -> Route.async()
                .id(GisRoutes.ID)
                .uri(URI.create(GisRoutes.NOWHERE))
                .predicate(exchange -> true)
                .metadata(
                        RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR,
                        Duration.ofSeconds(seconds).toMillis())
                .build());
    }
}
