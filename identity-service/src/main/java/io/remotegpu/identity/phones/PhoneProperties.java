package io.remotegpu.identity.phones;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How phone numbers are verified.
 *
 * @param lifetime how long a code works
 * @param tries wrong codes before the right one works no more either
 * @param pause between two codes for one account
 * @param codesPerDay for one account; messages cost money, and strangers' phones must not ring all day
 * @param patience how long a message is tried that the gateway does not take
 * @param key what stored codes are sealed with: six digits could be guessed from a plain hash
 */
@Validated
@ConfigurationProperties("identity.phones")
record PhoneProperties(
        @DefaultValue("10m") Duration lifetime,
        @DefaultValue("5") @Min(1) @Max(20) int tries,
        @DefaultValue("1m") Duration pause,
        @DefaultValue("5") @Min(1) @Max(100) int codesPerDay,
        @DefaultValue("10m") Duration patience,
        @DefaultValue("") String key) {
    @Override
    public String toString() {
        return "PhoneProperties";
    }
}
