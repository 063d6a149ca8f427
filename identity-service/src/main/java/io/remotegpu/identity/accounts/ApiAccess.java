package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.CustomerId;

/** What accounts need of API tokens. Runs inside the caller's transaction. */
public interface ApiAccess {
    /** Withdraws them all, for good. */
    void withdrawAll(CustomerId customer);
}
