package io.remotegpu.identity.verification;

import io.remotegpu.identity.accounts.Account;
import io.remotegpu.identity.accounts.AccountStatus;
import io.remotegpu.identity.accounts.Accounts;
import io.remotegpu.identity.accounts.Credentials;
import io.remotegpu.identity.accounts.MailPurpose;
import io.remotegpu.identity.mail.Mail;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Writes the mails about accounts. A token is made here and is in the mail alone. */
@Component
class AccountLetters {
    private final Accounts accounts;
    private final VerificationTokens tokens;
    private final VerificationProperties properties;

    AccountLetters(Accounts accounts, VerificationTokens tokens, VerificationProperties properties) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.properties = properties;
    }

    /** Nothing if the address has no active account, or is proved already. */
    Optional<Mail> write(MailRequest request) {
        return switch (request.purpose()) {
            case VERIFY_EMAIL ->
                active(request).filter(account -> !account.emailVerified()).map(this::verification);
            case PASSWORD_RESET -> active(request).map(this::reset);
            case PASSWORD_CHANGED -> active(request).map(AccountLetters::passwordChanged);
            case EMAIL_CHANGED -> Optional.of(emailChanged(request.email()));
        };
    }

    private Optional<Account> active(MailRequest request) {
        return accounts.credentials(request.email())
                .map(Credentials::account)
                .filter(account -> account.status() == AccountStatus.ACTIVE);
    }

    private Mail verification(Account account) {
        String token = tokens.issue(account, MailPurpose.VERIFY_EMAIL, properties.verifyLifetime());
        return new Mail(account.email(), "Verify your email for RemoteGPU", """
                Hello %s,

                please open this page to prove that this address is yours:
                %s

                If you made no account at RemoteGPU, ignore this mail.
                """.formatted(
                        account.username(), link("/verify-email", token)));
    }

    private Mail reset(Account account) {
        String token = tokens.issue(account, MailPurpose.PASSWORD_RESET, properties.resetLifetime());
        return new Mail(account.email(), "Reset your RemoteGPU password", """
                Hello %s,

                somebody asked to reset the password of your account. If it was you, choose a new one within %d minutes:
                %s

                If it was not you, ignore this mail: your password stays as it is.
                """.formatted(
                        account.username(), properties.resetLifetime().toMinutes(), link("/reset-password", token)));
    }

    private static Mail passwordChanged(Account account) {
        return new Mail(account.email(), "Your RemoteGPU password was changed", """
                Hello %s,

                the password of your account was changed just now, and other logins were ended.
                If it was not you, reset it at once and tell an administrator.
                """.formatted(account.username()));
    }

    private static Mail emailChanged(String email) {
        return new Mail(email, "Your RemoteGPU account has another email now", """
                Hello,

                the account that used this address has another one now.
                If it was not you who changed it, tell an administrator at once.
                """);
    }

    /** In the fragment, which browsers send to no server and put into no referrer. */
    private String link(String path, String token) {
        return properties.console().resolve(path) + "#token=" + token;
    }
}
