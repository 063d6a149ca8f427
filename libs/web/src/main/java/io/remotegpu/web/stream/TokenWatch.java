package io.remotegpu.web.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Looks again and again at the token that a stream was opened with: a stream must not outlive it, nor its being revoked. */
final class TokenWatch {
    private final @Nullable Jwt token;
    private final @Nullable JwtDecoder decoder;
    private final Clock clock;

    /** @param decoder what let the token in; without it only the expiry is looked at */
    TokenWatch(@Nullable Authentication caller, @Nullable JwtDecoder decoder, Clock clock) {
        this.token = caller instanceof JwtAuthenticationToken bearer ? bearer.getToken() : null;
        this.decoder = decoder;
        this.clock = clock;
    }

    /** Why the stream must end now. Keys that cannot be fetched are no reason. */
    Optional<String> reasonToEnd() {
        if (!untilExpiry().isPositive()) {
            return Optional.of("token_expired");
        }
        try {
            if (token != null && decoder != null) {
                decoder.decode(token.getTokenValue());
            }
            return Optional.empty();
        } catch (JwtValidationException refused) {
            return Optional.of("token_revoked");
        } catch (RuntimeException keysAway) {
            return Optional.empty();
        }
    }

    /** For how long the token is good, as far as its own word goes; very long without one. */
    Duration untilExpiry() {
        Instant expires = token == null ? null : token.getExpiresAt();
        return expires == null ? Duration.ofDays(365) : Duration.between(clock.instant(), expires);
    }
}
