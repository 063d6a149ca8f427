package io.remotegpu.identity.accounts;

import java.time.Instant;
import java.util.UUID;

/** An account as its owner and administrators see it. */
public record UserView(
        long id,
        UUID uuid,
        String username,
        String email,
        UserType userType,
        AccountType accountType,
        AccountStatus status,
        boolean emailVerified,
        Instant createdAt) {
    public static UserView of(Account account) {
        return new UserView(
                account.id().value(),
                account.uuid(),
                account.username(),
                account.email(),
                account.userType(),
                account.accountType(),
                account.status(),
                account.emailVerified(),
                account.createdAt());
    }
}
