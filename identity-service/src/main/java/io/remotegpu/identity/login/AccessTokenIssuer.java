package io.remotegpu.identity.login;

import com.nimbusds.jwt.JWTClaimsSet;
import io.remotegpu.identity.accounts.Account;
import io.remotegpu.identity.signing.SigningKeys;
import io.remotegpu.revocations.RevocationProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Writes access tokens: who it is, which login, until when. */
@Component
public class AccessTokenIssuer {
    private final SigningKeys keys;
    private final LoginProperties properties;
    private final Clock clock;
    private final String issuer;

    AccessTokenIssuer(
            SigningKeys keys,
            LoginProperties properties,
            Clock clock,
            ObjectProvider<RevocationProperties> revocation,
            @Value("${remotegpu.security.issuer:remotegpu}") String issuer) {
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
        this.issuer = issuer;
        revocation.ifAvailable(this::requireRemembered);
    }

    /** For a login, which may do whatever its account may. */
    String issue(Account account, UUID session) {
        return keys.sign(
                claims(account, session, properties.accessTokenLifetime()).build());
    }

    /** For an API token: it may do only what a scope opens. */
    public String issue(Account account, UUID apiToken, Duration lifetime, List<String> scopes) {
        return keys.sign(claims(account, apiToken, lifetime)
                .claim("scope", String.join(" ", scopes))
                .build());
    }

    /** A token that lived longer than its revocation is remembered would become valid again. */
    private void requireRemembered(RevocationProperties revocation) {
        if (properties.accessTokenLifetime().compareTo(revocation.memory()) >= 0) {
            throw new IllegalStateException("identity.login.access-token-lifetime must be less than"
                    + " remotegpu.security.revocation.memory, which every service must be told alike");
        }
    }

    private JWTClaimsSet.Builder claims(Account account, UUID session, Duration lifetime) {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(account.id().toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .claim("user_id", account.id().value())
                .claim("username", account.username())
                .claim("user_type", account.userType().wireName())
                .claim("sid", session.toString());
    }
}
