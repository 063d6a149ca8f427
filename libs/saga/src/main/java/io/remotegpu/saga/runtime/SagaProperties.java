package io.remotegpu.saga.runtime;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param pollEvery how often passed deadlines are looked for
 * @param stuckAfter how many repeats of one request make a saga count as stuck
 */
@Validated
@ConfigurationProperties("remotegpu.saga")
record SagaProperties(
        @DefaultValue("1s") Duration pollEvery,
        @DefaultValue("5") int stuckAfter) {}
