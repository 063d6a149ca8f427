package io.remotegpu.gateway.gis;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How bodies of those who may only read are read before they go on.
 *
 * @param memory what they may fill all together; who comes when it is full is asked to come again
 * @param patience how long one may take to come
 */
@Validated
@ConfigurationProperties("gateway.gis.inspection")
record InspectionProperties(
        @DefaultValue("32MB") DataSize memory,
        @DefaultValue("10s") Duration patience) {}
