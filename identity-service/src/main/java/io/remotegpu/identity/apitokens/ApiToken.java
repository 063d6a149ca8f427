package io.remotegpu.identity.apitokens;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.remotegpu.contracts.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token for programs, as its owner sees it later on: without the secret.
 *
 * @param id also the {@code sid} of the access tokens made of it
 * @param scopes such as {@code environments:read}
 * @param lastUsedAt to the minute or so
 */
record ApiToken(
        UUID id,
        @JsonIgnore CustomerId customer,
        String name,
        List<String> scopes,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
