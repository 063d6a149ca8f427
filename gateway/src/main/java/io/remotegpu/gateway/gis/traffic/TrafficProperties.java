package io.remotegpu.gateway.gis.traffic;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param interval how often gis-service-manager is told what went to each instance; a gateway that is killed loses one of them */
@Validated
@ConfigurationProperties("gateway.gis.traffic")
record TrafficProperties(@DefaultValue("10s") Duration interval) {}
