package io.remotegpu.gis.logs;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long the log of services is kept.
 *
 * @param keep an entry's age when it is forgotten
 * @param cleanEvery how often that is looked for
 */
@Validated
@ConfigurationProperties("gis.logs")
record LogProperties(
        @NotNull @DefaultValue("90d") Duration keep,
        @NotNull @DefaultValue("1h") Duration cleanEvery) {}
