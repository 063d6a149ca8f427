package io.remotegpu.web.error;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a Java type is called in an answer to someone who does not know our classes. */
final class WireTypes {
    private WireTypes() {}

    static String name(@Nullable Class<?> type) {
        if (type == null) {
            return "value";
        } else if (type.isEnum()) {
            return "value, one of " + constants(type);
        } else if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "number";
        } else if (type == Instant.class) {
            return "instant such as 2026-01-31T12:00:00Z";
        } else if (type == UUID.class) {
            return "UUID";
        } else if (CharSequence.class.isAssignableFrom(type)) {
            return "string";
        }
        return type.isArray() || Collection.class.isAssignableFrom(type) ? "list" : "value";
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
