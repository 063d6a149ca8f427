package io.remotegpu.web.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whether a service remembers its answers to repeated POSTs.
 *
 * @param enabled needs {@code classpath:db/web} among the service's Flyway locations
 * @param lifetime how long an answer is remembered
 * @param patience how long a first request may take; after that a repeat counts as a first, for the process may have died
 */
@Validated
@ConfigurationProperties("remotegpu.idempotency")
record IdempotencyProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("24h") Duration lifetime,
        @DefaultValue("60s") Duration patience) {}
