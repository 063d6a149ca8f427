package io.remotegpu.gateway.security;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What needs no token. */
public final class PublicPaths {
    private static final String HOME_MOVES = "/api/v1/home-moves/*/attempts";
    private static final List<Rule> CREDENTIALS = rules(
            POST,
            "/api/v1/users/login",
            "/api/v1/users/register",
            "/api/v1/user/login",
            "/api/v1/user/register",
            "/api/v1/auth/sso/token",
            "/api/v1/users/password-reset",
            "/api/v1/users/password-reset/confirm",
            "/api/v1/users/verify-email",
            "/api/v1/enrollment",
            "/api/v1/enrollment/credentials");
    /** There a host shows the ticket of a move. */
    private static final List<Rule> MOVES = Stream.of(
                    rules(GET, HOME_MOVES + "/*", HOME_MOVES + "/*/pieces/*").stream(),
                    rules(POST, HOME_MOVES).stream(),
                    rules(PUT, HOME_MOVES + "/*/pieces/*").stream())
            .flatMap(rules -> rules)
            .toList();

    private static final List<Rule> OTHERS = Stream.of(
                    rules(POST, "/api/v1/auth/refresh").stream(),
                    rules(
                            GET,
                            "/.well-known/**",
                            "/api/v1/auth/sso",
                            "/api/v1/auth/sso/callback",
                            "/api/v1/health",
                            // a host shows a ticket of its own there
                            "/api/v1/user-services/downloads/*",
                            "/docs/**",
                            "/v3/api-docs/**",
                            "/actuator/health/**",
                            "/actuator/prometheus")
                            .stream(),
                    MOVES.stream())
            .flatMap(rules -> rules)
            .toList();

    private PublicPaths() {}

    /** Whether anybody may ask this. */
    public static boolean includes(ServerHttpRequest request) {
        return takesCredentials(request) || OTHERS.stream().anyMatch(rule -> rule.matches(request));
    }

    /** Whether a password, an address, a token or a signature is tried here: what is worth guessing gets the strictest limit. */
    public static boolean takesCredentials(ServerHttpRequest request) {
        return CREDENTIALS.stream().anyMatch(rule -> rule.matches(request));
    }

    /** Whether it hands over or asks for a piece of a home: whole homes go this way, from one address that hosts may share. */
    public static boolean isHomeMove(ServerHttpRequest request) {
        return MOVES.stream().anyMatch(rule -> rule.matches(request));
    }

    private static List<Rule> rules(HttpMethod method, String... patterns) {
        return Arrays.stream(patterns)
                .map(pattern -> new Rule(method, PathPatternParser.defaultInstance.parse(pattern)))
                .toList();
    }

    private record Rule(HttpMethod method, PathPattern pattern) {
        boolean matches(ServerHttpRequest request) {
            PathContainer path = request.getPath().pathWithinApplication();
            return method.equals(request.getMethod()) && pattern.matches(path);
        }
    }
}
