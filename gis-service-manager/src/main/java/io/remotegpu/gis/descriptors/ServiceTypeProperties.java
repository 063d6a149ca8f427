package io.remotegpu.gis.descriptors;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which types of services there are.
 *
 * @param folder with further descriptors, {@code *.yaml}; one of a type that is shipped replaces it
 * @param images other images for the versions of a type, by {@code type:version}: a mirror, a digest, a build of one's own
 */
@Validated
@ConfigurationProperties("gis.types")
public record ServiceTypeProperties(
        @Nullable String folder, @DefaultValue Map<String, String> images) {}
