package io.remotegpu.billing.accounts;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a new account begins; an administrator may change each one.
 *
 * @param mode whether customers pay before or after
 * @param creditLimit how far a postpaid balance may fall below 0; without it there is no limit
 * @param lowBalance a notice is sent when no more than this is left to spend
 * @param grace how long after a balance is exhausted environments go on running
 */
@Validated
@ConfigurationProperties("billing.accounts")
record AccountProperties(
        @DefaultValue("postpaid") Mode mode,
        @PositiveOrZero @Nullable BigDecimal creditLimit,
        @DefaultValue("10") @NotNull @PositiveOrZero BigDecimal lowBalance,
        @DefaultValue("24h") Duration grace) {}
