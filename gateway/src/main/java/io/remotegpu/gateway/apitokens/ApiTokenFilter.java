package io.remotegpu.gateway.apitokens;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gateway.error.ErrorAnswers;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Puts an access token in the place of an API token, before the security filters look. The API token goes no further. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 40)
class ApiTokenFilter implements WebFilter {
    private static final String BEARER = "Bearer ";

    private final TokenExchange exchangeDesk;
    private final ErrorAnswers answers;

    ApiTokenFilter(TokenExchange exchangeDesk, ErrorAnswers answers) {
        this.exchangeDesk = exchangeDesk;
        this.answers = answers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String apiToken = apiToken(exchange.getRequest());
        if (apiToken == null) {
            return chain.filter(exchange);
        }
        return exchangeDesk
                .accessTokenFor(apiToken)
                .map(accessToken -> with(accessToken, exchange))
                .onErrorResume(PlatformException.class, refused -> answers.write(exchange, refused)
                        .then(Mono.empty()))
                .flatMap(chain::filter);
    }

    private static @Nullable String apiToken(ServerHttpRequest request) {
        String header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return header != null
                        && header.regionMatches(
                                true, 0, BEARER + ApiToken.PREFIX, 0, BEARER.length() + ApiToken.PREFIX.length())
                ? header.substring(BEARER.length())
                : null;
    }

    private static ServerWebExchange with(String accessToken, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest()
                .mutate()
                .headers(headers -> headers.setBearerAuth(accessToken))
                .build();
        return exchange.mutate().request(request).build();
    }
}
