package io.remotegpu.gis.provisioning;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How instances are told their settings.
 *
 * @param every how often those that are to be told are looked for
 * @param patience with one answer
 * @param attempts after which it is given up until the next start or change
 */
@Validated
@ConfigurationProperties("gis.provisioning")
record ProvisioningProperties(
        @NotNull @DefaultValue("2s") Duration every,
        @NotNull @DefaultValue("30s") Duration patience,
        @Min(1) @DefaultValue("8") int attempts) {}
