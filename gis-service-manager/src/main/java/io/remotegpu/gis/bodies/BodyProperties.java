package io.remotegpu.gis.bodies;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/** @param largest body of a request that is read at all */
@Validated
@ConfigurationProperties("gis.bodies")
record BodyProperties(@NotNull @DefaultValue("1MB") DataSize largest) {}
