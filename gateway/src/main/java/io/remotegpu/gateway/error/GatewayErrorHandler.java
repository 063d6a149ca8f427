package io.remotegpu.gateway.error;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The last resort: whatever failed in the gateway leaves as an envelope that tells nothing about the inside. */
@Component
@Order(-2)
class GatewayErrorHandler implements ErrorWebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(GatewayErrorHandler.class);

    private final ErrorAnswers answers;

    GatewayErrorHandler(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        PlatformException error = translate(exchange, failure);
        logIfOurs(exchange, error, failure);
        return answers.write(exchange, error);
    }

    private static PlatformException translate(ServerWebExchange exchange, Throwable failure) {
        return switch (failure) {
            case PlatformException known -> known;
            case ResponseStatusException status -> translate(exchange, status);
            case IOException unreachable -> unavailable();
            case TimeoutException silent -> unavailable();
            case AuthenticationServiceException keysUnreachable -> unavailable();
            case Throwable surprise -> unexpected();
        };
    }

    private static PlatformException translate(ServerWebExchange exchange, ResponseStatusException failure) {
        String path = exchange.getRequest().getPath().value();
        int status = failure.getStatusCode().value();
        return switch (status) {
            case 404 -> new PlatformException(ErrorCode.NOT_FOUND, "nothing is at " + path, Map.of("resource", path));
            case 405 ->
                new PlatformException(
                        ErrorCode.METHOD_NOT_ALLOWED, exchange.getRequest().getMethod() + " does not work on " + path);
            case 502, 503, 504 -> unavailable();
            default ->
                status < 500
                        ? new PlatformException(ErrorCode.VALIDATION_FAILED, "the request cannot be read")
                        : unexpected();
        };
    }

    private static PlatformException unexpected() {
        return new PlatformException(ErrorCode.INTERNAL_ERROR, "something went wrong here; report the trace_id");
    }

    private static PlatformException unavailable() {
        return new PlatformException(
                ErrorCode.SERVICE_UNAVAILABLE, "the service behind this path does not answer; try again in a moment");
    }

    private static void logIfOurs(ServerWebExchange exchange, PlatformException error, Throwable failure) {
        switch (error.code().category()) {
            case INTERNAL -> log.error("{} failed", exchange.getRequest().getPath(), failure);
            case EXTERNAL -> log.warn("{} failed: {}", exchange.getRequest().getPath(), failure.toString());
            case USER, CONFLICT, EXHAUSTED -> {}
        }
    }
}
