package io.remotegpu.identity.accounts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether an account may log in. A deleted one stays, for what hangs on its id; its name is free after a rest. */
public enum AccountStatus {
    ACTIVE,
    SUSPENDED,
    DELETED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
