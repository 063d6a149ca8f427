package io.remotegpu.revocations;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import java.time.Instant;
import java.util.Objects;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/** Refuses tokens that were revoked. The error's code is the wire name of the platform's {@link ErrorCode}. */
public final class RevocationValidator implements OAuth2TokenValidator<Jwt> {
    private final Revocations revocations;

    RevocationValidator(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        if (!(token.getClaim("user_id") instanceof Number id) || id.longValue() <= 0) {
            return OAuth2TokenValidatorResult.success(); // another validator says what is missing
        }
        return switch (revocations.of(bearer(token, id))) {
            case VALID -> OAuth2TokenValidatorResult.success();
            case ENDED -> refused(ErrorCode.NOT_AUTHENTICATED, "the login was ended");
            case SUSPENDED -> refused(ErrorCode.ACCOUNT_SUSPENDED, "the account is suspended");
            case STALE -> refused(ErrorCode.TOKEN_EXPIRED, "the access token is out of date");
        };
    }

    private static Bearer bearer(Jwt token, Number customer) {
        return new Bearer(
                new CustomerId(customer.longValue()),
                Objects.requireNonNullElse(token.getClaimAsString("sid"), ""),
                Objects.requireNonNullElse(token.getClaimAsString("user_type"), ""),
                Objects.requireNonNullElse(token.getIssuedAt(), Instant.EPOCH));
    }

    private static OAuth2TokenValidatorResult refused(ErrorCode code, String description) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error(code.wireName(), description, null));
    }
}
