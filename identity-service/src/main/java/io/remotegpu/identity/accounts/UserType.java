package io.remotegpu.identity.accounts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an account may do on the platform. */
public enum UserType {
    ADMIN,
    INTERNAL,
    EXTERNAL;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
