package io.remotegpu.revocations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Tokens whose signature was good a moment ago. Verifying it is the dear part of a request's checks, and one person's requests come in rows.
 * Only the signature is taken as known: lifetime, revocation and claims are asked anew for each request, so nothing ends later than without
 * this memory, but for a signing key that is withdrawn, which is noticed within {@link #REMEMBERED_FOR}.
 */
public final class VerifiedTokens {
    static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final OAuth2TokenValidator<Jwt> validator;
    private final Cache<String, Jwt> tokens;

    /** @param validator what every request's token must pass, its signature apart */
    public VerifiedTokens(OAuth2TokenValidator<Jwt> validator) {
        this(validator, Ticker.systemTicker());
    }

    VerifiedTokens(OAuth2TokenValidator<Jwt> validator, Ticker ticker) {
        this.validator = validator;
        this.tokens = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(REMEMBERED_FOR)
                .ticker(ticker)
                .build();
    }

    /** The token, if its signature was verified lately; {@link #checked} has yet to pass it. */
    public Optional<Jwt> find(String token) {
        return Optional.ofNullable(tokens.getIfPresent(token));
    }

    /** @param verified what {@code token} says, its signature verified just now */
    public void remember(String token, Jwt verified) {
        tokens.put(token, verified);
    }

    /**
     * @return {@code token} itself
     * @throws JwtValidationException if it must not be believed now
     */
    public Jwt checked(Jwt token) {
        OAuth2TokenValidatorResult result = validator.validate(token);
        if (result.hasErrors()) {
            throw new JwtValidationException(reason(result), result.getErrors());
        }
        return token;
    }

    private static String reason(OAuth2TokenValidatorResult refused) {
        return refused.getErrors().stream()
                .map(OAuth2Error::getDescription)
                .filter(description -> description != null && !description.isEmpty())
                .findFirst()
                .orElse("the access token is not valid");
    }
}
