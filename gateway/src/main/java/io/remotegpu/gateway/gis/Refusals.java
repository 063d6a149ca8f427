package io.remotegpu.gateway.gis;

import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gateway.gis.access.AccessDecision;
import io.remotegpu.gateway.gis.access.Caller;
import io.remotegpu.gateway.gis.access.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** What callers are told who are not let through. */
final class Refusals {
    private static final String SECONDS_TO_START = "5";

    private Refusals() {}

    static PlatformException of(Verdict verdict, ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().value();
        return switch (verdict) {
            case UNKNOWN_CALLER ->
                new PlatformException(
                        ErrorCode.NOT_AUTHENTICATED,
                        "send Authorization: Bearer <token>, or an API key of this instance as X-Api-Key or ?key=");
            case HIDDEN ->
                new PlatformException(ErrorCode.NOT_FOUND, "nothing is at " + path, Map.of("resource", path));
            case FORBIDDEN ->
                new PlatformException(
                        ErrorCode.FORBIDDEN, "this key or account may not do this here; ask the owner of the instance");
            case ALLOWED -> throw new IllegalArgumentException("allowed is no refusal");
        };
    }

    static PlatformException routesNotRead() {
        return new PlatformException(
                ErrorCode.SERVICE_UNAVAILABLE,
                "the gateway is still learning where instances are; try again in a moment");
    }

    /** Why is for the owner and administrators alone: it may name hosts, balances and what the engine said. */
    static PlatformException notRunning(ServerWebExchange exchange, GisRoute route, Caller caller) {
        if (route.wakeOnRequest() || route.state() == GisRoute.State.STARTING) {
            exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, SECONDS_TO_START);
        }
        String state = route.state().name().toLowerCase(Locale.ROOT);
        String why = AccessDecision.commands(route, caller) ? Objects.requireNonNullElse(route.reason(), "") : "";
        return new PlatformException(
                ErrorCode.SERVICE_UNAVAILABLE,
                "the instance is " + state + (why.isEmpty() ? "" : ": " + why),
                Map.of("reason", "instance_" + state, "status", state, "why", why, "can_wake", route.wakeOnRequest()));
    }

    static PlatformException tooManyAtOnce(ServerWebExchange exchange) {
        return tooMany(exchange, Duration.ofSeconds(1), "too many requests are under way at this instance");
    }

    static PlatformException tooManyBodies(ServerWebExchange exchange) {
        return tooMany(exchange, Duration.ofSeconds(1), "too many requests with a body are under way");
    }

    static PlatformException tooOften(ServerWebExchange exchange, Duration wait) {
        return tooMany(exchange, wait, "too many requests a second");
    }

    static PlatformException tooLarge(long most) {
        return new PlatformException(
                ErrorCode.VALIDATION_FAILED,
                "the body is larger than this instance takes: " + most + " bytes",
                Map.of("fields", List.of(Map.of("field", "body", "reason", "at most " + most + " bytes"))));
    }

    static PlatformException tooSlow(Duration patience) {
        String reason = "must come within " + patience.toMillis() + " ms";
        return new PlatformException(
                ErrorCode.VALIDATION_FAILED,
                "the body took too long; it " + reason,
                Map.of("fields", List.of(Map.of("field", "body", "reason", reason))));
    }

    private static PlatformException tooMany(ServerWebExchange exchange, Duration wait, String what) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return new PlatformException(
                ErrorCode.RATE_LIMITED, what + "; wait " + seconds + " s", Map.of("retry_after_s", seconds));
    }
}
