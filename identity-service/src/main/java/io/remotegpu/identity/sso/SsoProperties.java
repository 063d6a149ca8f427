package io.remotegpu.identity.sso;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The provider that is trusted to say who somebody is.
 *
 * @param enabled whether there is single sign-on at all
 * @param issuer where the provider's {@code /.well-known/openid-configuration} lies; its ID tokens must name it
 * @param clientId how the provider knows this platform
 * @param clientSecret what this platform proves itself with to the provider
 * @param scopes what is asked of the provider; {@code openid} and {@code email} are needed
 * @param allowedDomains mail domains whose people may be linked or get an account; none means any
 * @param createAccounts whether somebody unknown gets an account
 * @param callback this platform's {@code /api/v1/auth/sso/callback}, as the browser reaches it and the provider has it registered
 * @param landing the console's page that takes the code from the fragment and exchanges it
 * @param attemptLifetime how long somebody may take to log in at the provider
 * @param codeLifetime how long the browser may take to exchange the code that logs in
 * @param linkLifetime how long somebody may take to log in by password and link the account
 * @param patience how long the provider may take to answer
 */
@WhenSsoIsOn
@Validated
@ConfigurationProperties("identity.sso")
record SsoProperties(
        @DefaultValue("false") boolean enabled,
        @NotBlank String issuer,
        @NotBlank String clientId,
        @NotBlank String clientSecret,

        @DefaultValue({"openid", "email", "profile"}) @NotEmpty
        Set<String> scopes,

        @DefaultValue List<String> allowedDomains,
        @DefaultValue("false") boolean createAccounts,
        @NotNull URI callback,
        @NotNull URI landing,
        @DefaultValue("10m") Duration attemptLifetime,
        @DefaultValue("1m") Duration codeLifetime,
        @DefaultValue("10m") Duration linkLifetime,
        @DefaultValue("5s") Duration patience) {
    boolean allows(String email) {
        String domain = email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return allowedDomains.isEmpty() || allowedDomains.stream().anyMatch(domain::equalsIgnoreCase);
    }

    @Override
    public String toString() {
        return "SsoProperties of " + issuer;
    }
}
