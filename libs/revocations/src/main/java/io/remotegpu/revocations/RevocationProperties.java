package io.remotegpu.revocations;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long and how much is remembered of what was revoked.
 *
 * @param enabled whether this process asks at all
 * @param memory more than the lifetime of an access token and the clock skew together
 * @param most logins, and customers, remembered at once; one takes about 200 bytes
 */
@Validated
@ConfigurationProperties("remotegpu.security.revocation")
public record RevocationProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("20m") Duration memory,
        @DefaultValue("100000") @Min(1) int most) {}
