package io.remotegpu.gis.services;

import io.remotegpu.web.FieldError;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What would be written for a configuration. Secrets are masked.
 *
 * @param configData complete, as it would be kept
 * @param restart whether what runs would be restarted; null for a service that does not exist yet
 * @param warnings what it asks for and would not get here, by field
 */
record Preview(
        Map<String, Object> configData,
        String image,
        List<String> argv,
        SortedMap<String, String> env,
        List<File> files,
        @Nullable Boolean restart,
        List<FieldError> warnings) {
    /**
     * @param mode permissions in octal
     * @param diff against what is configured now, as a unified diff; null if it is the same or nothing is
     */
    record File(
            String path,
            String mode,
            String content,
            @Nullable String diff) {}

    /**
     * @param configData complete, as it would be kept
     * @param warnings what it asks for and would not get here, by field
     */
    record Valid(boolean valid, Map<String, Object> configData, List<FieldError> warnings) {}
}
