package io.remotegpu.identity.login;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.accounts.AccountStatus;
import io.remotegpu.identity.accounts.Accounts;
import io.remotegpu.identity.accounts.Credentials;
import io.remotegpu.identity.accounts.PasswordAttempts;
import io.remotegpu.identity.accounts.PasswordHashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Compares passwords. An account that does not exist takes as long, fails with the same words and locks as one that does. */
@Service
class PasswordCheck implements PasswordAttempts {
    private final Accounts accounts;
    private final LoginFailures failures;
    private final PasswordHashes passwords;
    private final String nobodysHash;

    PasswordCheck(Accounts accounts, LoginFailures failures, PasswordHashes passwords) {
        this.accounts = accounts;
        this.failures = failures;
        this.passwords = passwords;
        this.nobodysHash = passwords.hash(UUID.randomUUID().toString());
    }

    /**
     * The account that this password opens.
     *
     * @param address where the attempt comes from, as far as the request tells
     * @throws PlatformException BAD_CREDENTIALS, ACCOUNT_LOCKED or ACCOUNT_SUSPENDED
     */
    Credentials authenticate(String usernameOrEmail, String password, @Nullable String address) {
        Optional<Credentials> known = accounts.credentials(usernameOrEmail)
                .filter(credentials -> credentials.account().status() != AccountStatus.DELETED);
        Attempt attempt = Attempt.of(
                known.map(found -> key(found.account().id())).orElseGet(() -> strangersKey(usernameOrEmail)), address);
        Runnable success = failures.begin(attempt);
        boolean right =
                passwords.matches(password, known.map(Credentials::passwordHash).orElse(nobodysHash));
        if (known.isEmpty() || !right) {
            throw refused();
        }
        success.run();
        known.get().account().requireActive();
        return known.get();
    }

    @Override
    public void check(Credentials credentials, String password, @Nullable String address) {
        Attempt attempt = Attempt.of(key(credentials.account().id()), address);
        Runnable success = failures.begin(attempt);
        if (!passwords.matches(password, credentials.passwordHash())) {
            throw new PlatformException(ErrorCode.BAD_CREDENTIALS, "the current password is wrong");
        }
        success.run();
    }

    /** The one moment when a hash of an older kind can be made anew: its password was right just now. */
    void upgrade(Credentials checked, String password) {
        if (passwords.outdated(checked.passwordHash())) {
            accounts.replacePasswordHash(checked, passwords.hash(password));
        }
    }

    static PlatformException refused() {
        return new PlatformException(ErrorCode.BAD_CREDENTIALS, "the name or the password is wrong");
    }

    /** What failures of an account are counted by. */
    static String key(CustomerId customer) {
        return "customer:" + customer;
    }

    /** Hashed: people type passwords into the wrong field, and names can be long. */
    private static String strangersKey(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return "stranger:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JDK has no SHA-256", missing);
        }
    }
}
