package io.remotegpu.identity.accounts;

import java.time.Instant;
import java.util.UUID;

/** What people may know of each other. */
record PublicProfile(long id, UUID uuid, String username, Instant createdAt) {
    static PublicProfile of(Account account) {
        return new PublicProfile(account.id().value(), account.uuid(), account.username(), account.createdAt());
    }
}
