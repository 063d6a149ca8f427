package io.remotegpu.identity.accounts;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How passwords are kept.
 *
 * @param remembered a new password must differ from this many last ones, the current one among them
 * @param cost bcrypt's cost, the binary logarithm of its rounds; hashes of a lower cost are made anew when their owner logs in
 */
@Validated
@ConfigurationProperties("identity.passwords")
record PasswordProperties(
        @DefaultValue("5") @Min(1) @Max(20) int remembered,
        @DefaultValue("10") @Min(10) @Max(16) int cost) {}
