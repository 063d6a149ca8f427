package io.remotegpu.gis.lifecycle;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What happens when a service ends by itself, as its configuration says.
 *
 * @param maxRestarts within {@code window} before it is given up
 * @param pauses before the first, the second, … of them; the last for all further ones
 */
record Recovery(boolean enabled, int maxRestarts, Duration window, List<Duration> pauses) {
    static final Recovery USUAL = new Recovery(
            true,
            5,
            Duration.ofMinutes(10),
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMinutes(1)));

    Duration pause(int failures) {
        return pauses.get(Math.min(failures, pauses.size()) - 1);
    }

    static Recovery of(JsonNode configuration) {
        JsonNode wanted = configuration.path("recovery");
        List<Duration> pauses = wanted.path("backoff_seconds").values().stream()
                .map(seconds -> Duration.ofSeconds(seconds.asLong()))
                .toList();
        return new Recovery(
                wanted.path("enabled").asBoolean(USUAL.enabled()),
                wanted.path("max_restarts").asInt(USUAL.maxRestarts()),
                Duration.ofMinutes(
                        wanted.path("window_minutes").asLong(USUAL.window().toMinutes())),
                pauses.isEmpty() ? USUAL.pauses() : pauses);
    }
}
