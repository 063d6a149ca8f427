package io.remotegpu.messaging.listen;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a listener goes on with a message that fails. Meanwhile later messages of its partition wait.
 *
 * @param conflicts retries at once after somebody else changed the same rows
 * @param firstPause pause before the first retry after a part we depend on failed; doubles with each
 * @param longestPause where the doubling ends; below Kafka's max.poll.interval
 * @param giveUpAfter pauses in all before such a message is a dead letter
 */
@Validated
@ConfigurationProperties("remotegpu.messaging.retry")
record RetryProperties(
        @DefaultValue("5") @Min(0) @Max(50) int conflicts,
        @DefaultValue("200ms") Duration firstPause,
        @DefaultValue("30s") Duration longestPause,
        @DefaultValue("10m") Duration giveUpAfter) {}
