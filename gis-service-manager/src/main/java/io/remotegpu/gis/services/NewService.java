package io.remotegpu.gis.services;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service to be kept.
 *
 * @param configData as the type's schema says; may be left out where the template or the defaults suffice
 * @param isDefault whether it is the user's default of its type; the first of a type is, unless this says no
 * @param template name of a configuration to start from
 */
record NewService(
        @NotNull @Size(min = 1, max = 50) @Pattern(regexp = NAME, message = NAME_RULE)
        String serviceName,

        @NotBlank @Size(max = 40) String serviceType,

        @Nullable Map<String, Object> configData,

        @Size(max = 2000)
        @Pattern(regexp = TEXT, message = "must not have control characters other than line ends")
        @Nullable
        String description,

        @Nullable Boolean isDefault,
        @Nullable Boolean autoStart,
        @Size(max = 100) @Nullable String template) {
    static final String NAME = "[a-z0-9]+(-[a-z0-9]+)*";
    static final String NAME_RULE = "must be lower-case letters and digits, with single hyphens between them";
    static final String TEXT = "[^\\p{Cntrl}&&[^\\n\\r\\t]]*";

    /** Without the configuration, which may hold a password. */
    @Override
    public String toString() {
        return "new " + serviceType + " " + serviceName;
    }
}
