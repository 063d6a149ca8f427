package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** New passwords, by the old one or by a mailed token. Other logins of the account end in the same transaction, and its owner gets a mail. */
@Service
public class PasswordChanges {
    private final Accounts accounts;
    private final PasswordHashes passwords;
    private final PasswordHistory history;
    private final PasswordAttempts attempts;
    private final Logins logins;
    private final AccountMails mails;
    private final TransactionTemplate transaction;

    PasswordChanges(
            Accounts accounts,
            PasswordHashes passwords,
            PasswordHistory history,
            PasswordAttempts attempts,
            Logins logins,
            AccountMails mails,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.history = history;
        this.attempts = attempts;
        this.logins = logins;
        this.mails = mails;
        this.transaction = transaction;
    }

    /** Every other login of the account ends: whoever knew the old password is out. */
    void change(Caller caller, String current, String next, @Nullable String address) {
        Credentials credentials =
                accounts.credentials(caller.id()).orElseThrow(() -> PlatformException.notFound("user", caller.id()));
        attempts.check(credentials, current, address);
        replace(credentials, next, () -> logins.endOthers(caller));
    }

    /**
     * Every login of the account ends.
     *
     * @param claim uses up the right to do so, in the transaction that changes the password
     * @throws PlatformException WEAK_PASSWORD
     */
    public void reset(Credentials credentials, String next, Runnable claim) {
        replace(credentials, next, () -> {
            claim.run();
            logins.endAllForNewPassword(credentials.account().id());
        });
    }

    private void replace(Credentials credentials, String next, Runnable consequences) {
        PasswordRules.check(
                next, credentials.account().username(), credentials.account().email());
        history.requireNew(credentials, next);
        // Hashing takes a tenth of a second: no connection waits for it.
        String hash = passwords.hash(next);
        transaction.executeWithoutResult(status -> {
            if (!accounts.replacePasswordHash(credentials, hash)) {
                throw new PlatformException(
                        ErrorCode.BAD_CREDENTIALS, "the current password was changed just now; use the new one");
            }
            history.add(credentials);
            consequences.run();
            mails.request(credentials.account().email(), MailPurpose.PASSWORD_CHANGED);
        });
    }
}
