package io.remotegpu.identity.accounts;

import java.util.Locale;

/** What a mail about an account is for. */
public enum MailPurpose {
    VERIFY_EMAIL,
    PASSWORD_RESET,
    PASSWORD_CHANGED,
    EMAIL_CHANGED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
