package io.remotegpu.identity.audit;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of a state before or after, without secrets and of a bounded size. */
final class MaskedState {
    private static final String MASK = "***";
    private static final int LONGEST = 16_384;
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(password|passwd|secret|credential|authorization|private|token(?!_id|_name)|_hash|^hash$|otp|cookie).*");
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private MaskedState() {}

    /** Null for an empty state. Names are sorted, so equal states are equal texts. */
    static @Nullable String json(Map<String, ?> state) {
        if (state.isEmpty()) {
            return null;
        }
        String json = JSON.writeValueAsString(masked(state));
        return json.length() <= LONGEST ? json : JSON.writeValueAsString(Map.of("too_long", json.length()));
    }

    private static Map<String, @Nullable Object> masked(Map<?, ?> state) {
        Map<String, @Nullable Object> masked = new TreeMap<>();
        state.forEach((key, value) -> {
            String name = String.valueOf(key);
            masked.put(name, SECRET.matcher(name).matches() ? MASK : masked(value));
        });
        return masked;
    }

    private static @Nullable Object masked(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> nested -> masked(nested);
            case Collection<?> list -> list.stream().map(MaskedState::masked).toList();
            default -> value;
        };
    }
}
