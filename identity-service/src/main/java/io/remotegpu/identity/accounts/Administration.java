package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.CustomerDeleted;
import io.remotegpu.contracts.IdentityEvent.CustomerReinstated;
import io.remotegpu.contracts.IdentityEvent.CustomerSuspended;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What administrators change of accounts. The last active administrator stays one. Nobody can act as somebody else: there is no such call. */
@Service
class Administration {
    private final Accounts accounts;
    private final AccountUpdates updates;
    private final AccountTypes types;
    private final Logins logins;
    private final SshAccess sshAccess;
    private final ApiAccess apiAccess;
    private final Outbox outbox;

    Administration(
            Accounts accounts,
            AccountUpdates updates,
            AccountTypes types,
            Logins logins,
            SshAccess sshAccess,
            ApiAccess apiAccess,
            Outbox outbox) {
        this.accounts = accounts;
        this.updates = updates;
        this.types = types;
        this.logins = logins;
        this.sshAccess = sshAccess;
        this.apiAccess = apiAccess;
        this.outbox = outbox;
    }

    /**
     * Repeating it changes nothing.
     *
     * @throws PlatformException NOT_FOUND; VALIDATION_FAILED if administrators would shut themselves out, or if a deleted
     *     account's name or address is another's by now
     */
    @Transactional
    public Account changeStatus(Caller administrator, CustomerId id, AccountStatus status) {
        if (administrator.id().equals(id) && status != AccountStatus.ACTIVE) {
            throw FieldError.refuse("status", "of your own account can be changed by another administrator only");
        }
        List<CustomerId> administrators = updates.holdAdministrators();
        Account before = accounts.lock(id);
        if (before.status() != status) {
            if (status != AccountStatus.ACTIVE) {
                requireAnother(administrators, before, "status");
            }
            take(before, status);
        }
        return accounts.find(id).orElseThrow();
    }

    /**
     * A null leaves a type as it is.
     *
     * @throws PlatformException NOT_FOUND, or VALIDATION_FAILED for the last administrator
     */
    @Transactional
    public Account changeType(CustomerId id, @Nullable UserType userType, @Nullable AccountType accountType) {
        List<CustomerId> administrators = updates.holdAdministrators();
        Account before = accounts.lock(id);
        if (before.status() == AccountStatus.DELETED) {
            throw PlatformException.notFound("user", id);
        }
        if (userType != null && userType != UserType.ADMIN) {
            requireAnother(administrators, before, "user_type");
        }
        return types.change(
                before,
                userType == null ? before.userType() : userType,
                accountType == null ? before.accountType() : accountType);
    }

    private void take(Account before, AccountStatus status) {
        changeStatusOrRefuse(before, status);
        if (before.status() == AccountStatus.ACTIVE) {
            logins.endAllOfSuspended(before.id());
            sshAccess.withdraw(before.id());
        }
        switch (status) {
            case ACTIVE -> {
                sshAccess.restore(before.id());
                outbox.publish(new CustomerReinstated(before.id()));
            }
            case SUSPENDED -> outbox.publish(new CustomerSuspended(before.id()));
            case DELETED -> {
                apiAccess.withdrawAll(before.id());
                outbox.publish(new CustomerDeleted(before.id()));
            }
        }
    }

    private void changeStatusOrRefuse(Account before, AccountStatus status) {
        try {
            updates.changeStatus(before.id(), status);
        } catch (DuplicateKeyException taken) {
            throw FieldError.refuse(
                    "status",
                    "cannot be " + status.wireName() + " again: another account has the name or the email by now");
        }
    }

    private static void requireAnother(List<CustomerId> administrators, Account account, String field) {
        if (administrators.equals(List.of(account.id()))) {
            throw FieldError.refuse(field, "cannot change: this is the last administrator; make another one first");
        }
    }
}
