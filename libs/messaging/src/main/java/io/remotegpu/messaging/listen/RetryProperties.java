package io.remotegpu.messaging.listen;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a listener goes on with a message that fails. Meanwhile later messages of its partition wait. A part that is away is waited
 * for without end, for giving up would lose a fact that nobody says again.
 *
 * @param firstPause pause before the first retry after a part we depend on failed; doubles with each
 * @param longestPause where every doubling ends; the consumer sleeps that long between two polls, so it is at most a minute
 * @param conflictsFor pauses in all, from 10 ms on and doubling, before a message that always loses to somebody else's changes is a dead letter
 * @param exhaustionFor pauses in all before a message for which nothing becomes free is a dead letter
 */
@Validated
@ConfigurationProperties("remotegpu.messaging.retry")
record RetryProperties(
        @DefaultValue("200ms") @DurationMin(millis = 1) @DurationMax(minutes = 1)
        Duration firstPause,

        @DefaultValue("30s") @DurationMin(millis = 1) @DurationMax(minutes = 1)
        Duration longestPause,

        @DefaultValue("15s") Duration conflictsFor,
        @DefaultValue("10m") Duration exhaustionFor) {}
