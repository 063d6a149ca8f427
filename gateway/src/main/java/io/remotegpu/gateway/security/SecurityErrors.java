package io.remotegpu.gateway.security;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.gateway.error.ErrorAnswers;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Refusals of the security filters, in the platform's words. */
@Component
class SecurityErrors
        implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler, ServerExchangeRejectedHandler {
    private final ErrorAnswers answers;

    SecurityErrors(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException refusal) {
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        if (failedOnlyBy(ErrorCode.ACCOUNT_SUSPENDED, refusal)) {
            return answers.write(
                    exchange, ErrorCode.ACCOUNT_SUSPENDED, "the account is suspended; ask an administrator");
        }
        return failedOnlyBy(ErrorCode.TOKEN_EXPIRED, refusal)
                ? answers.write(exchange, ErrorCode.TOKEN_EXPIRED, "the access token expired; refresh it")
                : answers.write(exchange, ErrorCode.NOT_AUTHENTICATED, "log in and send Authorization: Bearer <token>");
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        return answers.write(exchange, ErrorCode.FORBIDDEN, "you may not do this");
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException rejected) {
        return answers.write(exchange, ErrorCode.VALIDATION_FAILED, "the path or a header is not in normal form");
    }

    private static boolean failedOnlyBy(ErrorCode code, AuthenticationException refusal) {
        return refusal.getCause() instanceof JwtValidationException invalid
                && invalid.getErrors().stream()
                        .allMatch(error -> code.wireName().equals(error.getErrorCode()));
    }
}
