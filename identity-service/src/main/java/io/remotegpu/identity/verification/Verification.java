package io.remotegpu.identity.verification;

import io.remotegpu.identity.accounts.AccountMails;
import io.remotegpu.identity.accounts.AccountUpdates;
import io.remotegpu.identity.accounts.Accounts;
import io.remotegpu.identity.accounts.Credentials;
import io.remotegpu.identity.accounts.MailPurpose;
import io.remotegpu.identity.accounts.PasswordChanges;
import io.remotegpu.identity.verification.VerificationTokens.Proof;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What mailed tokens are for. */
@Service
class Verification {
    private final VerificationTokens tokens;
    private final Accounts accounts;
    private final AccountUpdates updates;
    private final PasswordChanges passwords;
    private final AccountMails mails;

    Verification(
            VerificationTokens tokens,
            Accounts accounts,
            AccountUpdates updates,
            PasswordChanges passwords,
            AccountMails mails) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.updates = updates;
        this.passwords = passwords;
        this.mails = mails;
    }

    /** Tells nobody whether the address has an account, not even by how long it takes. */
    void requestReset(String email) {
        mails.request(email, MailPurpose.PASSWORD_RESET);
    }

    void reset(String token, String password) {
        Proof proof = tokens.check(token, MailPurpose.PASSWORD_RESET);
        Credentials credentials = accounts.credentials(proof.customer()).orElseThrow();
        credentials.account().requireActive();
        passwords.reset(credentials, password, () -> {
            tokens.use(token, MailPurpose.PASSWORD_RESET);
            updates.verifyEmail(proof.customer(), proof.email());
        });
    }

    @Transactional
    public void verifyEmail(String token) {
        Proof proof = tokens.use(token, MailPurpose.VERIFY_EMAIL);
        updates.verifyEmail(proof.customer(), proof.email());
    }

    @Scheduled(initialDelayString = "PT11M", fixedDelayString = "PT1H")
    void prune() {
        tokens.prune();
    }
}
