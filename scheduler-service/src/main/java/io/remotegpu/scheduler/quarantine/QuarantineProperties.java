package io.remotegpu.scheduler.quarantine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param checkEvery how long to wait before a dirty GPU is looked at again; each time longer, up to sixteen times this
 * @param pollEvery how often due checks are looked for
 */
@Validated
@ConfigurationProperties("scheduler.quarantine")
record QuarantineProperties(
        @DefaultValue("30s") Duration checkEvery,
        @DefaultValue("1s") Duration pollEvery) {}
