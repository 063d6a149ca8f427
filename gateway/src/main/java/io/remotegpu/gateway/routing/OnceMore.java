package io.remotegpu.gateway.routing;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.factory.RetryGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RetryGatewayFilterFactory.RetryConfig;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.PrematureCloseException;

/**
 * Whoever is behind closes connections that rest. A request that comes on one just then was not heard; reading is asked again on a new one. Close to
 * the wire, so that limits and meters count it once.
 */
@Component
class OnceMore implements GlobalFilter, Ordered {
    private final GatewayFilter retry;

    OnceMore(RetryGatewayFilterFactory retries) {
        RetryConfig once = new RetryConfig()
                .setRetries(1)
                .setMethods(HttpMethod.GET, HttpMethod.HEAD)
                .setSeries()
                .setExceptions(PrematureCloseException.class);
        this.retry = retries.apply(once);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return retry.filter(exchange, chain);
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 2;
    }
}
