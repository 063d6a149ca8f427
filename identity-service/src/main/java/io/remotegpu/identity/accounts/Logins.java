package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.web.Caller;

/** What accounts need of logins: that they end. Runs inside the caller's transaction. */
public interface Logins {
    /** All but the one that this request belongs to. */
    void endOthers(Caller caller);

    void endAll(CustomerId customer);
}
