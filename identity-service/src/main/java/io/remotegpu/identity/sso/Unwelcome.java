package io.remotegpu.identity.sso;

import java.util.Locale;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/** Somebody came back from the provider and is not let in. */
final class Unwelcome extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    Unwelcome(Reason reason) {
        super(reason.wireName());
        this.reason = reason;
    }

    Unwelcome(Reason reason, Throwable cause) {
        super(reason.wireName(), cause);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /** More than its browser is told, for the log; empty if there is no more. */
    String why() {
        return getCause() instanceof OAuth2AuthenticationException refusal
                ? refusal.getError().getErrorCode()
                : "";
    }

    /** What the console is told in the fragment. */
    enum Reason {
        /** Unknown, used, expired, or begun in another browser. */
        ATTEMPT_UNKNOWN,
        /** The provider said no, or what it said does not hold. */
        PROVIDER_REFUSED,
        EMAIL_NOT_VERIFIED,
        DOMAIN_NOT_ALLOWED,
        NO_ACCOUNT;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
