package io.remotegpu.gateway.limits;

import static org.springframework.core.Ordered.HIGHEST_PRECEDENCE;

import io.remotegpu.gateway.routing.InstancePaths;
import io.remotegpu.gateway.security.PublicPaths;
import java.net.InetSocketAddress;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Limits a network address before anything is verified for it, more strictly where passwords could be guessed, and apart from the rest where homes move. */
@Component
@Order(HIGHEST_PRECEDENCE + 20)
class AddressLimitFilter implements WebFilter {
    private final TokenBuckets buckets;
    private final LimitProperties limits;
    private final LimitedAnswers answers;

    AddressLimitFilter(TokenBuckets buckets, LimitProperties limits, LimitedAnswers answers) {
        this.buckets = buckets;
        this.limits = limits;
        this.answers = answers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (InstancePaths.include(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        InetSocketAddress peer = exchange.getRequest().getRemoteAddress();
        String address = peer == null ? "unknown" : peer.getAddress().getHostAddress();
        Kind kind = kind(exchange.getRequest());
        return buckets.take(kind.prefix() + address, kind.bucket())
                .flatMap(allowance -> answers.proceed(exchange, chain, allowance));
    }

    private record Kind(String prefix, LimitProperties.Bucket bucket) {}

    private Kind kind(ServerHttpRequest request) {
        if (PublicPaths.takesCredentials(request)) {
            return new Kind("credentials:", limits.credentials());
        }
        return PublicPaths.isHomeMove(request)
                ? new Kind("moves:", limits.homeMoves())
                : new Kind("address:", limits.address());
    }
}
