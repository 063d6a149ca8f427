package io.remotegpu.gis.services;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configuration to be looked at, not kept.
 *
 * @param serviceType needed unless {@code serviceId} is given
 * @param serviceId a service of the caller's, whose configuration it would replace
 */
record Draft(
        @Size(max = 40) @Nullable String serviceType,
        @Nullable Map<String, Object> configData,
        @Positive @Nullable Long serviceId,
        @Size(max = 100) @Nullable String template) {
    /** Without the configuration, which may hold a password. */
    @Override
    public String toString() {
        return "draft of " + serviceType;
    }
}
