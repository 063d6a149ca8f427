package io.remotegpu.web.error;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names as they travel: {@code gpuSpec.minMemory} is {@code gpu_spec.min_memory}. */
final class FieldNames {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private FieldNames() {}

    static String wire(String javaPath) {
        return HUMP.matcher(javaPath).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
