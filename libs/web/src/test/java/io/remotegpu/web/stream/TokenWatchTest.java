package io.remotegpu.web.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

class TokenWatchTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Jwt TOKEN = Jwt.withTokenValue("token")
            .header("alg", "ES256")
            .claim("user_id", 7)
            .expiresAt(NOW.plusSeconds(900))
            .build();

    @Test
    void letsAStreamGoOnWhileItsTokenIsGood() {
        assertThat(watch(NOW, token -> TOKEN).reasonToEnd()).isEmpty();
        assertThat(watch(NOW, token -> TOKEN).untilExpiry()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void endsItAtTheExpiryAndWhenTheTokenIsRefusedMeanwhile() {
        assertThat(watch(NOW.plusSeconds(900), token -> TOKEN).reasonToEnd()).contains("token_expired");
        assertThat(watch(NOW, TokenWatchTest::revoked).reasonToEnd()).contains("token_revoked");
    }

    @Test
    void blamesNobodyForKeysThatCannotBeFetched() {
        assertThat(watch(NOW, token -> {
                            throw new JwtException("keys are away");
                        })
                        .reasonToEnd())
                .isEmpty();
        assertThat(new TokenWatch(null, token -> TOKEN, Clock.systemUTC()).reasonToEnd())
                .isEmpty();
    }

    private static Jwt revoked(String token) throws BadJwtException {
        throw new JwtValidationException("revoked", List.of(new OAuth2Error("not_authenticated")));
    }

    private static TokenWatch watch(Instant now, JwtDecoder decoder) {
        return new TokenWatch(new JwtAuthenticationToken(TOKEN), decoder, Clock.fixed(now, ZoneOffset.UTC));
    }
}
