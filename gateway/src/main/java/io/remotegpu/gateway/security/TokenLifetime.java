package io.remotegpu.gateway.security;

import io.remotegpu.contracts.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/** Tells "expired" apart from every other fault by code, since callers act on it: they refresh. */
record TokenLifetime(Clock clock, Duration clockSkew) implements OAuth2TokenValidator<Jwt> {
    private static final String EXPIRED = ErrorCode.TOKEN_EXPIRED.wireName();

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        Instant expiresAt = token.getExpiresAt();
        if (expiresAt == null) {
            return failure("invalid_token", "the token never expires; only tokens with exp are accepted");
        }
        if (clock.instant().isAfter(expiresAt.plus(clockSkew))) {
            return failure(EXPIRED, "the token expired");
        }
        Instant notBefore = token.getNotBefore();
        if (notBefore != null && clock.instant().isBefore(notBefore.minus(clockSkew))) {
            return failure("invalid_token", "the token is not valid yet");
        }
        return OAuth2TokenValidatorResult.success();
    }

    private static OAuth2TokenValidatorResult failure(String code, String message) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error(code, message, null));
    }
}
