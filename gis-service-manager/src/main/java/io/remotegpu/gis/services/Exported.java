package io.remotegpu.gis.services;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service to be taken elsewhere. It has no secret: what needs one gets a new one where it is imported.
 *
 * @param format of this document
 * @param connections names of the connections that the configuration has numbers of
 * @param checksum SHA-256 of the rest
 */
record Exported(
        @NotBlank @Pattern(regexp = FORMAT, message = "must be " + FORMAT)
        String format,

        @NotNull @Size(min = 1, max = 50) @Pattern(regexp = NewService.NAME, message = NewService.NAME_RULE)
        String serviceName,

        @NotBlank @Size(max = 40) String serviceType,
        @NotNull Map<String, Object> configData,
        @Size(max = 2000) @Nullable String description,
        @Nullable Boolean autoStart,

        @NotNull @Size(max = 100) Map<String, @Size(max = 100) String> connections,

        @NotBlank @Size(max = 64) String checksum) {
    static final String FORMAT = "remotegpu-user-service/1";
}
