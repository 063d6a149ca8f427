package io.remotegpu.identity.accounts;

import io.remotegpu.web.Tagged;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        @Nullable String phone,
        boolean phoneVerified,
        Instant createdAt)
        implements Tagged {
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
                account.phone(),
                account.phoneVerified(),
                account.createdAt());
    }
}
