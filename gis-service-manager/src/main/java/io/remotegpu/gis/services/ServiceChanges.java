package io.remotegpu.gis.services;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different; what is not given stays. The type of a service never changes.
 *
 * @param configData the whole configuration; secrets that it leaves out stay as they are
 */
record ServiceChanges(
        @Size(min = 1, max = 50) @Pattern(regexp = NewService.NAME, message = NewService.NAME_RULE) @Nullable
        String serviceName,

        @Nullable Map<String, Object> configData,

        @Size(max = 2000)
        @Pattern(regexp = NewService.TEXT, message = "must not have control characters other than line ends")
        @Nullable
        String description,

        @Nullable Boolean isDefault,
        @Nullable Boolean autoStart) {
    static ServiceChanges ofConfiguration(Map<String, Object> configData) {
        return new ServiceChanges(null, configData, null, null, null);
    }

    /** Without the configuration, which may hold a password. */
    @Override
    public String toString() {
        return "changes of a service";
    }
}
