package io.remotegpu.identity.accounts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether an account may log in. A deleted one stays, so that its name is never someone else's. */
public enum AccountStatus {
    ACTIVE,
    SUSPENDED,
    DELETED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
