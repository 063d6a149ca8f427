package io.remotegpu.identity.accounts;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Accounts of people whom a trusted provider vouches for: their address is verified, and no password opens them until one is set by mail. */
@Service
public class VouchedAccounts {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 26;
    private static final int NUMBERED = 5;

    private final Accounts accounts;
    private final AccountUpdates updates;
    private final Registration registration;
    private final PasswordHashes passwords;
    private final TransactionTemplate transaction;

    VouchedAccounts(
            Accounts accounts,
            AccountUpdates updates,
            Registration registration,
            PasswordHashes passwords,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.updates = updates;
        this.registration = registration;
        this.passwords = passwords;
        this.transaction = transaction;
    }

    /**
     * The new account, or nothing if the address has one.
     *
     * @param wantedName what it is called if that is a free name, else something like it
     * @param also runs in the transaction that makes the account
     */
    public Optional<Account> register(String wantedName, String verifiedEmail, Consumer<Account> also) {
        String nobodyKnows = passwords.hash(UUID.randomUUID().toString());
        return Objects.requireNonNull(transaction.execute(status -> {
            Optional<Account> made = names(wantedName)
                    .map(name -> new NewAccount(name, verifiedEmail, UserType.EXTERNAL, AccountType.INDIVIDUAL))
                    .flatMap(account -> accounts.insert(account, nobodyKnows).stream())
                    .findFirst();
            made.ifPresent(account -> {
                updates.verifyEmail(account.id(), verifiedEmail);
                registration.announce(account);
                also.accept(account);
            });
            return made;
        }));
    }

    /** Lazily: the first that is free ends it. */
    private static Stream<String> names(String wanted) {
        String base = base(wanted);
        return Stream.concat(
                Stream.of(base),
                Stream.concat(
                        IntStream.rangeClosed(2, NUMBERED).mapToObj(number -> base + "-" + number),
                        Stream.generate(() ->
                                        base + "-" + ThreadLocalRandom.current().nextInt(10_000, 100_000))
                                .limit(NUMBERED)));
    }

    private static String base(String wanted) {
        String allowed =
                wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "").replaceAll("^[^a-z]+", "");
        String name = allowed.length() < SHORTEST ? "user" + allowed : allowed;
        return name.substring(0, Math.min(LONGEST, name.length()));
    }
}
