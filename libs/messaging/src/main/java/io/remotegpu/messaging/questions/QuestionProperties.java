package io.remotegpu.messaging.questions;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How hosts are asked.
 *
 * @param enabled whether this service asks hosts at all
 * @param patience how long an answer may take before the host counts as silent
 * @param renewal how often a host is told that somebody still follows; it stops by itself after three times as long
 */
@Validated
@ConfigurationProperties("remotegpu.messaging.questions")
record QuestionProperties(
        @DefaultValue("false") boolean enabled,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(seconds = 60)
        Duration patience,

        @DefaultValue("20s") @DurationMin(seconds = 1) @DurationMax(seconds = 60)
        Duration renewal) {}
