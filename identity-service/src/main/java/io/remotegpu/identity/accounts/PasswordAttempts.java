package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.error.PlatformException;

/** Tries passwords, and counts those that fail. */
public interface PasswordAttempts {
    /** @throws PlatformException BAD_CREDENTIALS, or ACCOUNT_LOCKED after too many of those */
    void check(Credentials credentials, String password);
}
