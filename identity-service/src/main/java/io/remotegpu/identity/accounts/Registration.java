package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.IdentityEvent.CustomerRegistered;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.messaging.Outbox;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes accounts; each is told to the others in the transaction that makes it. */
@Service
class Registration {
    private final Accounts accounts;
    private final PasswordHashes passwords;
    private final Outbox outbox;
    private final AccountMails mails;
    private final TransactionTemplate transaction;

    Registration(
            Accounts accounts,
            PasswordHashes passwords,
            Outbox outbox,
            AccountMails mails,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.outbox = outbox;
        this.mails = mails;
        this.transaction = transaction;
    }

    /** @throws PlatformException WEAK_PASSWORD, or ALREADY_EXISTS naming the field that is taken */
    Account register(NewAccount account, String password) {
        return tryRegister(account, password).orElseThrow(() -> taken(account));
    }

    /** Nothing if the name or the address is taken. */
    Optional<Account> tryRegister(NewAccount account, String password) {
        PasswordRules.check(password, account.username(), account.email());
        // Hashing takes a tenth of a second: no connection waits for it.
        String hash = passwords.hash(password);
        return transaction.execute(status -> insert(account, hash));
    }

    private Optional<Account> insert(NewAccount account, String hash) {
        Optional<Account> made = accounts.insert(account, hash);
        made.ifPresent(customer -> {
            announce(customer);
            mails.request(customer.email(), MailPurpose.VERIFY_EMAIL);
        });
        return made;
    }

    /** Tells the others, in the caller's transaction. */
    void announce(Account customer) {
        outbox.publish(new CustomerRegistered(
                customer.id(),
                customer.uuid(),
                customer.username(),
                customer.email(),
                customer.userType().wireName(),
                customer.accountType().wireName()));
    }

    private PlatformException taken(NewAccount account) {
        String field = accounts.usernameTaken(account.username()) ? "username" : "email";
        return new PlatformException(
                ErrorCode.ALREADY_EXISTS,
                "this " + field + " has an account; log in, or choose another",
                Map.of("resource", "user", "field", field));
    }
}
