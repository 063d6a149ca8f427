package io.remotegpu.scheduler.leases;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param portRest how long a freed host port rests before somebody else gets it, so that old connections find nobody
 * @param portBlock how long a host port that a stranger listens on is left alone
 */
@Validated
@ConfigurationProperties("scheduler.leases")
record LeaseProperties(
        @DefaultValue("30s") Duration portRest,
        @DefaultValue("10m") Duration portBlock) {}
