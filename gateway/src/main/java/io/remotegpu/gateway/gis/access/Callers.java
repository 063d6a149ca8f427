package io.remotegpu.gateway.gis.access;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.gateway.gis.access.Caller.Anonymous;
import io.remotegpu.gateway.gis.access.Caller.KeyHolder;
import io.remotegpu.gateway.gis.access.Caller.Person;
import io.remotegpu.gateway.gis.access.Caller.WrongKey;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells who asks. A key counts before a login: it is what map clients are given to show. */
@Component
public class Callers {
    /** Carries an API key. */
    public static final String KEY_HEADER = "X-Api-Key";

    /** Carries an API key in the query, for clients that cannot set headers. */
    public static final String KEY_PARAMETER = "key";

    private static final Set<String> READING = Set.of("services:read");
    private static final Set<String> WRITING = Set.of("services:write");

    private final ApiKeys keys;
    private final Clock clock;

    Callers(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Never empty. */
    public Mono<Caller> of(ServerWebExchange exchange) {
        String secret = secret(exchange.getRequest());
        if (secret != null) {
            return Mono.just(holder(secret, exchange.getRequest()));
        }
        return exchange.getPrincipal()
                .ofType(JwtAuthenticationToken.class)
                .<Caller>map(login -> person(login.getToken()))
                .defaultIfEmpty(new Anonymous());
    }

    /** Whether this value of {@code ?key=} is meant for the gateway; another is the instance's own parameter. */
    public static boolean isSecret(String value) {
        return value.startsWith(ApiKeys.PREFIX);
    }

    private Caller holder(String secret, ServerHttpRequest request) {
        return keys.find(secret)
                .filter(key -> key.expiresAt() == null || clock.instant().isBefore(key.expiresAt()))
                .filter(key -> Referers.allow(key.referers(), request.getHeaders()))
                .<Caller>map(KeyHolder::new)
                .orElse(new WrongKey());
    }

    private static @Nullable String secret(ServerHttpRequest request) {
        String header = request.getHeaders().getFirst(KEY_HEADER);
        if (header != null) {
            return header;
        }
        String parameter = request.getQueryParams().getFirst(KEY_PARAMETER);
        return parameter != null && isSecret(parameter) ? parameter : null;
    }

    private static Person person(Jwt token) {
        Number id = token.getClaim("user_id");
        String scope = token.getClaimAsString("scope");
        boolean administrator = "admin".equals(token.getClaimAsString("user_type"));
        return new Person(new CustomerId(id.longValue()), administrator, has(scope, READING), has(scope, WRITING));
    }

    // A token without the claim is a login's and may do all that its account may.
    private static boolean has(@Nullable String scope, Set<String> wanted) {
        return scope == null || Set.of(scope.split(" ")).containsAll(wanted);
    }
}
