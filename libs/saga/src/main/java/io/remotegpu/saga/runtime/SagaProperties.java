package io.remotegpu.saga.runtime;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param pollEvery how often passed deadlines are looked for
 * @param stuckAfter how many repeats of one request make a saga count as stuck
 * @param keepEnded how long a saga can be looked at after its end
 * @param cleanEvery how often older ones are deleted
 */
@Validated
@ConfigurationProperties("remotegpu.saga")
record SagaProperties(
        @DefaultValue("1s") Duration pollEvery,
        @DefaultValue("5") int stuckAfter,
        @DefaultValue("30d") Duration keepEnded,
        @DefaultValue("1h") Duration cleanEvery) {}
