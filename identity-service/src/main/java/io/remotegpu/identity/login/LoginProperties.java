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
 * @param allowedFailures wrong passwords from one address before the account locks for that address
 * @param allowedFailuresOverall wrong passwords from all addresses together before the account locks for everybody; far more, or
 *     strangers could lock people out
 * @param lockDuration how long it stays locked, and within which time failures add up
 * @param redisUrl where failures are counted, such as {@code redis://:secret@host:6379}; empty counts them in PostgreSQL
 */
@Validated
@ConfigurationProperties("identity.login")
record LoginProperties(
        @DefaultValue("15m") Duration accessTokenLifetime,
        @DefaultValue("30d") Duration refreshTokenLifetime,
        @DefaultValue("5") @Min(1) @Max(100) int allowedFailures,
        @DefaultValue("50") @Min(1) @Max(100_000) int allowedFailuresOverall,
        @DefaultValue("30m") Duration lockDuration,
        @DefaultValue("") String redisUrl) {
    @Override
    public String toString() {
        return "LoginProperties";
    }
}
