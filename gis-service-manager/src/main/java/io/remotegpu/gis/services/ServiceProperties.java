package io.remotegpu.gis.services;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How services are kept.
 *
 * @param publicBase where people reach the gateway, without a slash at its end; it stands in what instances say of themselves
 * @param geoserverExtensions folder below the hosts' datasets folder with the archives of GeoServer's extensions, which are then installed from there;
 *     without it no extension is
 * @param largestConfiguration as JSON
 * @param versions of a configuration that are kept
 */
@Validated
@ConfigurationProperties("gis.services")
record ServiceProperties(
        @NotNull @DefaultValue("http://127.0.0.1:8080") URI publicBase,
        @Nullable String geoserverExtensions,
        @NotNull @DefaultValue("256KB") DataSize largestConfiguration,
        @DefaultValue("50") int versions) {}
