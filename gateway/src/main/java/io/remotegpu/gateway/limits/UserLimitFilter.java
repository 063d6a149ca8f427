package io.remotegpu.gateway.limits;

import io.remotegpu.gateway.routing.InstancePaths;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Limits a user wherever the requests come from; runs after the security filters, which know the user. */
@Component
@Order(0)
class UserLimitFilter implements WebFilter {
    private final TokenBuckets buckets;
    private final LimitProperties limits;
    private final LimitedAnswers answers;

    UserLimitFilter(TokenBuckets buckets, LimitProperties limits, LimitedAnswers answers) {
        this.buckets = buckets;
        this.limits = limits;
        this.answers = answers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (InstancePaths.include(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        return exchange.getPrincipal()
                .ofType(JwtAuthenticationToken.class)
                .map(user -> Optional.of(user.getToken().getClaim("user_id").toString()))
                .defaultIfEmpty(Optional.empty())
                .flatMap(user -> user.map(id -> limited(exchange, chain, id)).orElseGet(() -> chain.filter(exchange)));
    }

    private Mono<Void> limited(ServerWebExchange exchange, WebFilterChain chain, String user) {
        return buckets.take("user:" + user, limits.user())
                .flatMap(allowance -> answers.proceed(exchange, chain, allowance));
    }
}
