package io.remotegpu.gateway.gis;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How GIS instances are shown to the public.
 *
 * @param publicOrigin scheme, host and port that the public sees, such as {@code https://maps.example.org}, where something before the gateway ends
 *     TLS; what the request itself says if it is not set
 * @param wakeWait how long a request waits for an instance that it has woken
 * @param wakeSecret what shows gis-service-manager, whose {@code gis.wake.secret} it is, that the gateway asks; nothing is woken and nobody
 *     signed in at an instance without it
 */
@Validated
@ConfigurationProperties("gateway.gis")
record GisProperties(
        @Nullable URI publicOrigin,
        @DefaultValue("25s") Duration wakeWait,
        @DefaultValue("") String wakeSecret) {
    @Override
    public String toString() {
        return "GisProperties[publicOrigin=" + publicOrigin + ", wakeWait=" + wakeWait + "]";
    }
}
