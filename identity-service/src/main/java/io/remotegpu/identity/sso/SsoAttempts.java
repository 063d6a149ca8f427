package io.remotegpu.identity.sso;

import io.remotegpu.identity.secrets.Secret;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Repository;

/** Who is on the way to the provider and back. In the database, so that any replica takes them in, and each only once. */
@Repository
@WhenSsoIsOn
class SsoAttempts {
    private final JdbcClient jdbc;
    private final SsoProperties properties;
    private final Clock clock;

    SsoAttempts(JdbcClient jdbc, SsoProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    void insert(OAuth2AuthorizationRequest request, Secret browser) {
        jdbc.sql("""
                insert into sso_attempts (state_hash, browser_hash, nonce, code_verifier, expires_at)
                values (:state, :browser, :nonce, :verifier, :expiry)
                """)
                .param("state", new Secret(Objects.requireNonNull(request.getState())).hash())
                .param("browser", browser.hash())
                .param("nonce", request.getAttribute(OidcParameterNames.NONCE))
                .param("verifier", request.getAttribute(PkceParameterNames.CODE_VERIFIER))
                .param("expiry", Timestamp.from(clock.instant().plus(properties.attemptLifetime())))
                .update();
    }

    /** What was asked of the provider, once, and only for the browser that began. */
    Optional<OAuth2AuthorizationRequest> take(String state, Secret browser, ClientRegistration provider) {
        return jdbc.sql("""
                delete from sso_attempts where state_hash = :state and browser_hash = :browser and expires_at > :now
                returning nonce, code_verifier
                """)
                .param("state", new Secret(state).hash())
                .param("browser", browser.hash())
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> asked(provider, state, row.getString("nonce"), row.getString("code_verifier")))
                .optional();
    }

    /** Forgets those that never came back. */
    void prune() {
        jdbc.sql("delete from sso_attempts where expires_at < :now")
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private static OAuth2AuthorizationRequest asked(
            ClientRegistration provider, String state, String nonce, String codeVerifier) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(provider.getProviderDetails().getAuthorizationUri())
                .clientId(provider.getClientId())
                .redirectUri(provider.getRedirectUri())
                .scopes(provider.getScopes())
                .state(state)
                .attributes(Map.of(OidcParameterNames.NONCE, nonce, PkceParameterNames.CODE_VERIFIER, codeVerifier))
                .build();
    }
}
