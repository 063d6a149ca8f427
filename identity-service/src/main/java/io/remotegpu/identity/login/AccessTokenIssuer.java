package io.remotegpu.identity.login;

import com.nimbusds.jwt.JWTClaimsSet;
import io.remotegpu.identity.accounts.Account;
import io.remotegpu.identity.signing.SigningKeys;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Writes access tokens: who it is, which login, until when. */
@Component
class AccessTokenIssuer {
    private final SigningKeys keys;
    private final LoginProperties properties;
    private final Clock clock;
    private final String issuer;

    AccessTokenIssuer(
            SigningKeys keys,
            LoginProperties properties,
            Clock clock,
            @Value("${remotegpu.security.issuer:remotegpu}") String issuer) {
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
        this.issuer = issuer;
    }

    String issue(Account account, UUID session) {
        Instant now = clock.instant();
        return keys.sign(new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(account.id().toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(properties.accessTokenLifetime())))
                .claim("user_id", account.id().value())
                .claim("username", account.username())
                .claim("user_type", account.userType().wireName())
                .claim("sid", session.toString())
                .build());
    }
}
