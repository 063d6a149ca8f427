package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.CustomerId;
import java.time.Instant;
import java.util.UUID;

/** A person's account, without the password. */
public record Account(
        CustomerId id,
        UUID uuid,
        String username,
        String email,
        UserType userType,
        AccountType accountType,
        AccountStatus status,
        boolean emailVerified,
        Instant createdAt) {}
