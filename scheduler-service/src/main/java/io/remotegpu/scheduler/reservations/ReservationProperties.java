package io.remotegpu.scheduler.reservations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param watchEvery how often beginnings and ends are looked for
 * @param notice how long before a booking begins those who are in its way are told
 * @param noShowAfter how long after its beginning a booking that nobody uses is given up
 */
@Validated
@ConfigurationProperties("scheduler.reservations")
public record ReservationProperties(
        @DefaultValue("10s") Duration watchEvery,
        @DefaultValue("15m") Duration notice,
        @DefaultValue("30m") Duration noShowAfter) {}
