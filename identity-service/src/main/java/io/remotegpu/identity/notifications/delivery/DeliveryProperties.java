package io.remotegpu.identity.notifications.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How notifications leave the platform.
 *
 * @param attempts tries before a delivery is given up
 * @param firstPause pause after the first failed try; doubles with each
 * @param longestPause where every doubling ends
 * @param lease how long one try may take before another replica tries too
 * @param retention how long deliveries are kept for a look at what became of them
 * @param webhookTimeout how long a webhook may take to connect, and to answer
 * @param webhookFailures failed tries in a row, of whichever notifications, before a webhook is switched off
 * @param allowPrivateAddresses whether webhooks may lead into the platform's own networks; true lets every customer send requests there
 * @param signingKey what webhooks' secrets are derived from; changing it changes them all
 */
@Validated
@ConfigurationProperties("identity.notifications.delivery")
record DeliveryProperties(
        @DefaultValue("10") @Min(1) @Max(100) int attempts,
        @DefaultValue("30s") @DurationMin(millis = 1) Duration firstPause,
        @DefaultValue("1h") Duration longestPause,
        @DefaultValue("2m") @DurationMin(seconds = 30) Duration lease,
        @DefaultValue("14d") Duration retention,
        @DefaultValue("5s") Duration webhookTimeout,
        @DefaultValue("20") @Min(1) @Max(10_000) int webhookFailures,
        @DefaultValue("false") boolean allowPrivateAddresses,
        @DefaultValue("") String signingKey) {
    /** How long to wait after so many tries. */
    Duration pauseAfter(int tries) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(tries - 1, 20));
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }

    @Override
    public String toString() {
        return "DeliveryProperties";
    }
}
