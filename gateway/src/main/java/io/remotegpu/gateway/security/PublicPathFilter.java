package io.remotegpu.gateway.security;

import static org.springframework.core.Ordered.HIGHEST_PRECEDENCE;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Drops the token from requests that need none: an expired one must not stop its owner from logging in again. */
@Component
@Order(HIGHEST_PRECEDENCE + 30)
class PublicPathFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!PublicPaths.includes(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        ServerHttpRequest anonymous = exchange.getRequest()
                .mutate()
                .headers(headers -> headers.remove(HttpHeaders.AUTHORIZATION))
                .build();
        return chain.filter(exchange.mutate().request(anonymous).build());
    }
}
