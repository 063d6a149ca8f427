package io.remotegpu.gateway.gis;

import static org.springframework.core.Ordered.HIGHEST_PRECEDENCE;

import io.remotegpu.gateway.routing.InstancePaths;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A browser asks whether a page of another origin may send a request at all, and sends neither key nor token with that. Any page may: nothing here
 * is opened by cookies of the platform. Whether the page may read the answer, the instance says.
 */
@Component
@Order(HIGHEST_PRECEDENCE + 15)
class PreflightFilter implements WebFilter {
    private static final String METHODS = "GET, HEAD, POST";
    private static final String HEADERS = "Authorization, Content-Type, X-Api-Key, X-Request-Id";
    private static final String SECONDS = "3600";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        return InstancePaths.include(request) && CorsUtils.isPreFlightRequest(request)
                ? answer(exchange)
                : chain.filter(exchange);
    }

    private static Mono<Void> answer(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
        headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, SECONDS);
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        return exchange.getResponse().setComplete();
    }
}
