package io.remotegpu.gateway.limits;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Rate limits, each a bucket that refills steadily.
 *
 * @param address all requests of one network address; default 100 a second, bursts of 200
 * @param user all requests of one user; default 1000 a minute
 * @param credentials login, registration and password reset, per network address; default 5 a second, bursts of 60
 * @param homeMoves pieces of homes between hosts, per network address, apart from all else that comes from there; default 500 a second, bursts of 1000
 * @param patience how long Redis may take before a request is let through unlimited
 * @param pause how long Redis is left alone after it failed
 */
@Validated
@ConfigurationProperties("gateway.limits")
record LimitProperties(
        @Valid Bucket address,
        @Valid Bucket user,
        @Valid Bucket credentials,
        @Valid Bucket homeMoves,
        @DefaultValue("100ms") Duration patience,
        @DefaultValue("1s") Duration pause) {

    /**
     * @param burst requests at once after a quiet time
     * @param perMinute requests a minute in the long run
     */
    record Bucket(@Min(1) int burst, @Positive double perMinute) {
        double perSecond() {
            return perMinute / 60;
        }
    }
}
