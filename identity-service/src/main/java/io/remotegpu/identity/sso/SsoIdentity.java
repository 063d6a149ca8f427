package io.remotegpu.identity.sso;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who an account is at the provider, as its owner sees it. */
record SsoIdentity(
        long id,
        String issuer,
        String subject,
        Instant linkedAt,
        @Nullable Instant lastLoginAt) {}
