package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.error.PlatformException;
import org.jspecify.annotations.Nullable;

/** Tries passwords, and counts those that fail. */
public interface PasswordAttempts {
    /**
     * @param address where the attempt comes from, as far as the request tells
     * @throws PlatformException BAD_CREDENTIALS, or ACCOUNT_LOCKED after too many of those
     */
    void check(Credentials credentials, String password, @Nullable String address);
}
