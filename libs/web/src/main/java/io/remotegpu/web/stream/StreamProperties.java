package io.remotegpu.web.stream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How streams behave.
 *
 * @param heartbeat how often a silent stream says that it lives, and looks for events whose wake-up got lost; shorter than any proxy's patience
 * @param reconnect how long a subscriber should wait before it comes back
 * @param mostPerOwner streams of one kind that one owner may hold open on one replica
 */
@Validated
@ConfigurationProperties("remotegpu.stream")
record StreamProperties(
        @DefaultValue("15s") @DurationMin(millis = 10) @DurationMax(seconds = 25)
        Duration heartbeat,

        @DefaultValue("3s") @DurationMin(millis = 1) Duration reconnect,
        @DefaultValue("20") @Min(1) @Max(10_000) int mostPerOwner) {}
