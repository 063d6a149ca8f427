package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.IdentityEvent.CustomerTypeChanged;
import io.remotegpu.messaging.Outbox;
import org.springframework.stereotype.Component;

/** Changes what an account may do and whom it bills, and tells of it. Runs inside the caller's transaction, which holds the account. */
@Component
class AccountTypes {
    private final Accounts accounts;
    private final AccountUpdates updates;
    private final Outbox outbox;

    AccountTypes(Accounts accounts, AccountUpdates updates, Outbox outbox) {
        this.accounts = accounts;
        this.updates = updates;
        this.outbox = outbox;
    }

    Account change(Account before, UserType userType, AccountType accountType) {
        if (before.userType() == userType && before.accountType() == accountType) {
            return before;
        }
        updates.changeTypes(before.id(), userType, accountType);
        outbox.publish(new CustomerTypeChanged(before.id(), userType.wireName(), accountType.wireName()));
        return accounts.find(before.id()).orElseThrow();
    }
}
