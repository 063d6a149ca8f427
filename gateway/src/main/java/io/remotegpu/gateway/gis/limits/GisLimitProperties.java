package io.remotegpu.gateway.gis.limits;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits that hold for every GIS instance beside its own.
 *
 * @param queueWait how long a request waits for a place at an instance that is busy
 * @param anonymousPerSecond requests a second of one address that shows neither key nor login, in the long run
 * @param anonymousBurst the same at once; a map that opens asks for some hundred tiles
 * @param strangerPerSecond requests a second of one login whose instance it is not, in the long run
 * @param strangerBurst the same at once
 * @param most addresses, logins and keys counted at once
 */
@Validated
@ConfigurationProperties("gateway.gis.limits")
record GisLimitProperties(
        @DefaultValue("2s") Duration queueWait,
        @DefaultValue("50") @Positive double anonymousPerSecond,
        @DefaultValue("500") @Min(1) int anonymousBurst,
        @DefaultValue("100") @Positive double strangerPerSecond,
        @DefaultValue("1000") @Min(1) int strangerBurst,
        @DefaultValue("100000") @Min(1) int most) {}
