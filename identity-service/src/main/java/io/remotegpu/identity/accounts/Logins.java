package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.web.Caller;

/** What accounts need of logins: that they end. Runs inside the caller's transaction. */
public interface Logins {
    /** All but the one that this request belongs to, since the password is another. */
    void endOthers(Caller caller);

    /** All, since the account may not be used. */
    void endAllOfSuspended(CustomerId customer);

    /** All, since the password was reset. */
    void endAllForNewPassword(CustomerId customer);
}
