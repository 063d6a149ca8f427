package io.remotegpu.web.security;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.web.Caller;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Who makes the request that this thread serves, for code that no controller hands a {@link Caller}. */
public final class CurrentCaller {
    private CurrentCaller() {}

    /** Empty outside a request, and in one that showed no token. */
    public static Optional<Caller> find() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken verified
                ? Optional.of(caller(verified.getToken()))
                : Optional.empty();
    }

    private static Caller caller(Jwt token) {
        Number id = Objects.requireNonNull(token.<Number>getClaim("user_id"));
        return new Caller(
                new CustomerId(id.longValue()),
                claim(token, "username"),
                claim(token, "user_type"),
                claim(token, "sid"),
                claim(token, "jti"));
    }

    private static String claim(Jwt token, String name) {
        return Objects.requireNonNullElse(token.getClaimAsString(name), "");
    }
}
