package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's account, without the password.
 *
 * @param phone in E.164 form
 */
public record Account(
        CustomerId id,
        UUID uuid,
        String username,
        String email,
        UserType userType,
        AccountType accountType,
        AccountStatus status,
        boolean emailVerified,
        @Nullable String phone,
        boolean phoneVerified,
        Instant createdAt) {
    /** Itself. @throws PlatformException ACCOUNT_SUSPENDED or, if it was deleted, NOT_AUTHENTICATED */
    public Account requireActive() {
        return switch (status) {
            case ACTIVE -> this;
            case SUSPENDED ->
                throw new PlatformException(
                        ErrorCode.ACCOUNT_SUSPENDED, "the account is suspended; ask an administrator");
            case DELETED -> throw new PlatformException(ErrorCode.NOT_AUTHENTICATED, "the account was deleted");
        };
    }
}
