package io.remotegpu.identity.login;

import java.util.Locale;

/** Why a login ended before its time. */
enum EndReason {
    LOGOUT,
    REVOKED,
    TOKEN_REUSED,
    PASSWORD_CHANGED,
    ACCOUNT_STATUS;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
