package io.remotegpu.identity.sso;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Somebody whom the provider has identified.
 *
 * @param subject never another person's at this issuer, whatever becomes of names and addresses
 * @param verifiedEmail null unless the provider says that it has verified it
 * @param wantedName what an account of theirs might be called
 */
record Vouched(String issuer, String subject, @Nullable String verifiedEmail, String wantedName) {
    static Vouched of(OidcUser user) {
        String email = user.getEmail();
        boolean verified = email != null && email.contains("@") && Boolean.TRUE.equals(user.getEmailVerified());
        String name = Optional.ofNullable(user.getPreferredUsername())
                .or(() -> Optional.ofNullable(email))
                .orElse("");
        String issuer = Objects.requireNonNull(user.getIssuer()).toString();
        return new Vouched(issuer, Objects.requireNonNull(user.getSubject()), verified ? email : null, localPart(name));
    }

    private static String localPart(String name) {
        int at = name.indexOf('@');
        return at < 0 ? name : name.substring(0, at);
    }
}
