package io.remotegpu.gateway.limits;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gateway.error.ErrorAnswers;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** What a caller sees of the limits: {@code RateLimit-*} on every answer, 429 with {@code Retry-After} beyond them. */
@Component
class LimitedAnswers {
    private final ErrorAnswers answers;

    LimitedAnswers(ErrorAnswers answers) {
        this.answers = answers;
    }

    Mono<Void> proceed(ServerWebExchange exchange, WebFilterChain chain, Optional<Allowance> allowance) {
        allowance.ifPresent(known -> tell(exchange.getResponse().getHeaders(), known));
        return allowance.isEmpty() || allowance.get().allowed()
                ? chain.filter(exchange)
                : refuse(exchange, allowance.get());
    }

    private static void tell(HttpHeaders headers, Allowance allowance) {
        headers.set("RateLimit-Limit", Integer.toString(allowance.limit()));
        headers.set("RateLimit-Remaining", Long.toString(allowance.remaining()));
        headers.set("RateLimit-Reset", Long.toString(allowance.reset().toSeconds()));
    }

    private Mono<Void> refuse(ServerWebExchange exchange, Allowance allowance) {
        long seconds = allowance.retryAfterSeconds();
        exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return answers.write(
                exchange,
                new PlatformException(
                        ErrorCode.RATE_LIMITED,
                        "too many requests; wait " + seconds + " s",
                        Map.of("retry_after_s", seconds)));
    }
}
