package io.remotegpu.workspace.customers;

import java.util.Locale;

/** What identity-service last said of an account. */
public enum CustomerStatus {
    ACTIVE,
    SUSPENDED,
    DELETED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
