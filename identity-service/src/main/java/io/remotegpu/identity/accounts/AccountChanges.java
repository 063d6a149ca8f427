package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes to accounts that exist. What ends a login, or SSH access, ends it in the same transaction. */
@Service
class AccountChanges {
    private final Accounts accounts;
    private final PasswordHashes passwords;
    private final PasswordAttempts attempts;
    private final Logins logins;
    private final SshAccess sshAccess;
    private final TransactionTemplate transaction;

    AccountChanges(
            Accounts accounts,
            PasswordHashes passwords,
            PasswordAttempts attempts,
            Logins logins,
            SshAccess sshAccess,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.logins = logins;
        this.sshAccess = sshAccess;
        this.transaction = transaction;
    }

    /** Null leaves a field as it is. A new address is unverified. */
    @Transactional
    Account change(CustomerId id, @Nullable String email, @Nullable AccountType accountType) {
        Account before = accounts.get(id);
        if (email != null && !email.equalsIgnoreCase(before.email())) {
            changeEmail(id, email);
        }
        if (accountType != null) {
            accounts.changeAccountType(id, accountType);
        }
        return accounts.get(id);
    }

    /** Every other login of the account ends: whoever knew the old password is out. */
    void changePassword(Caller caller, String current, String next, @Nullable String address) {
        Credentials credentials =
                accounts.credentials(caller.id()).orElseThrow(() -> PlatformException.notFound("user", caller.id()));
        attempts.check(credentials, current, address);
        PasswordRules.check(next, caller.username());
        // Hashing takes a tenth of a second: no connection waits for it.
        String hash = passwords.hash(next);
        transaction.executeWithoutResult(status -> {
            if (!accounts.replacePasswordHash(credentials, hash)) {
                throw new PlatformException(
                        ErrorCode.BAD_CREDENTIALS, "the current password was changed just now; use the new one");
            }
            logins.endOthers(caller);
        });
    }

    /** @throws PlatformException NOT_FOUND, or VALIDATION_FAILED if administrators would shut themselves out */
    @Transactional
    Account changeStatus(Caller administrator, CustomerId id, AccountStatus status) {
        if (administrator.id().equals(id) && status != AccountStatus.ACTIVE) {
            throw FieldError.refuse("status", "of your own account can be changed by another administrator only");
        }
        AccountStatus before = accounts.lock(id).status();
        accounts.changeStatus(id, status);
        if (status != AccountStatus.ACTIVE) {
            logins.endAll(id);
        }
        changeSshAccess(id, before, status);
        return accounts.find(id).orElseThrow();
    }

    private void changeSshAccess(CustomerId id, AccountStatus before, AccountStatus after) {
        if (before == AccountStatus.ACTIVE && after != AccountStatus.ACTIVE) {
            sshAccess.withdraw(id);
        }
        if (before != AccountStatus.ACTIVE && after == AccountStatus.ACTIVE) {
            sshAccess.restore(id);
        }
    }

    private void changeEmail(CustomerId id, String email) {
        try {
            accounts.changeEmail(id, email);
        } catch (DuplicateKeyException taken) {
            throw new PlatformException(
                    ErrorCode.ALREADY_EXISTS,
                    "this email has an account; choose another",
                    Map.of("resource", "user", "field", "email"));
        }
    }
}
