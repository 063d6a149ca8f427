package io.remotegpu.identity.login;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a login lasts, and how often a password may be wrong.
 *
 * @param accessTokenLifetime how long other services let a token in without asking anyone
 * @param refreshTokenLifetime how long a login lasts that is not used
 * @param allowedFailures wrong passwords in a row before the account locks
 * @param lockDuration how long it stays locked, and how long failures are remembered
 */
@Validated
@ConfigurationProperties("identity.login")
record LoginProperties(
        @DefaultValue("15m") Duration accessTokenLifetime,
        @DefaultValue("30d") Duration refreshTokenLifetime,
        @DefaultValue("5") @Min(1) @Max(100) int allowedFailures,
        @DefaultValue("30m") Duration lockDuration) {}
