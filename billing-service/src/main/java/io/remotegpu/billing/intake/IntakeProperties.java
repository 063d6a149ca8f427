package io.remotegpu.billing.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is believed of facts.
 *
 * @param clockAhead how far a host's clock may be ahead of ours; what it says of a later time is refused
 * @param consumers how many batches are taken at a time
 */
@Validated
@ConfigurationProperties("billing.intake")
record IntakeProperties(
        @DefaultValue("5m") Duration clockAhead,
        @DefaultValue("2") @Min(1) @Max(16) int consumers) {}
