package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.CustomerId;

/**
 * What accounts need of SSH keys: that they open nothing while the account may not be used. Runs inside the caller's transaction, which
 * holds the account.
 */
public interface SshAccess {
    /** The keys stay registered, but open nothing any more. */
    void withdraw(CustomerId customer);

    /** Whatever keys are registered open environments again. */
    void restore(CustomerId customer);
}
