package io.remotegpu.web.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.revocations.VerifiedTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** What every service checks of an access token, wherever its keys come from. */
public final class AccessTokens {
    private static final String EXPIRED = ErrorCode.TOKEN_EXPIRED.wireName();

    private AccessTokens() {}

    /**
     * Verifies signature (RS256 or ES256), issuer, lifetime and the platform's claims.
     *
     * @param clockSkew a token this long past its expiry still passes
     * @param more what else a token must pass
     */
    public static JwtDecoder decoder(
            JWKSource<SecurityContext> keys,
            String issuer,
            Duration clockSkew,
            Clock clock,
            Collection<? extends OAuth2TokenValidator<Jwt>> more) {
        NimbusJwtDecoder signatures = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        signatures.setJwtValidator(token -> OAuth2TokenValidatorResult.success());
        List<OAuth2TokenValidator<Jwt>> all = new ArrayList<>(
                List.of(new JwtIssuerValidator(issuer), AccessTokens::complete, notExpired(clockSkew, clock)));
        all.addAll(more);
        VerifiedTokens verified = new VerifiedTokens(new DelegatingOAuth2TokenValidator<>(all));
        return token -> verified.checked(verified.find(token).orElseGet(() -> {
            Jwt jwt = signatures.decode(token);
            verified.remember(token, jwt);
            return jwt;
        }));
    }

    private static OAuth2TokenValidator<Jwt> notExpired(Duration clockSkew, Clock clock) {
        return token -> {
            Instant expiry = token.getExpiresAt();
            return expiry != null && expiry.plus(clockSkew).isAfter(clock.instant())
                    ? OAuth2TokenValidatorResult.success()
                    : refused(EXPIRED, "the access token has expired");
        };
    }

    private static OAuth2TokenValidatorResult complete(Jwt token) {
        boolean complete = token.getClaim("user_id") instanceof Number id
                && id.longValue() > 0
                && token.getClaim("username") instanceof String
                && token.getClaim("user_type") instanceof String
                && token.getId() != null;
        return complete
                ? OAuth2TokenValidatorResult.success()
                : refused("invalid_token", "the access token lacks a claim of the platform");
    }

    private static OAuth2TokenValidatorResult refused(String code, String description) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error(code, description, null));
    }
}
