package io.remotegpu.identity.accounts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whom an account bills. */
public enum AccountType {
    INDIVIDUAL,
    ENTERPRISE;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
