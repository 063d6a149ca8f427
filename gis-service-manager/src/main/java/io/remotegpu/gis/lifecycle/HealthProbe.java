package io.remotegpu.gis.lifecycle;

import io.remotegpu.gis.descriptors.Descriptor.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks instances how they are. A status of 200 alone says little: some servers put their errors on such a page, so the media type is looked at too. */
@Component
class HealthProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MOST_KEPT = 10_000;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Map<Long, Kept> kept = new ConcurrentHashMap<>();
    private final Clock clock;

    HealthProbe(Clock clock) {
        this.clock = clock;
    }

    private record Kept(long epoch, Health health, Instant at) {}

    /** As it was within the last few seconds. */
    Health of(ServiceState state, String instancePath, Readiness expected) {
        Place place = state.place();
        if (place == null || state.observed() != Observed.RUNNING) {
            return Health.UNKNOWN;
        }
        Instant now = clock.instant();
        Kept before = kept.get(state.id());
        if (before != null
                && before.epoch() == state.epoch()
                && before.at().plus(FRESH).isAfter(now)) {
            return before.health();
        }
        Health health = ask(place, instancePath, expected, now);
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(state.id(), new Kept(state.epoch(), health, now));
        return health;
    }

    private Health ask(Place place, String instancePath, Readiness expected, Instant now) {
        String path = expected.path().replace("{{path}}", instancePath);
        URI address = URI.create("http://" + place.host() + ":" + place.port() + path);
        long began = System.nanoTime();
        try {
            HttpResponse<Void> answer = http.send(
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.discarding());
            long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
            String type = answer.headers().firstValue("Content-Type").orElse("");
            String problem = problem(answer.statusCode(), type, expected);
            return new Health(problem == null ? "healthy" : "unhealthy", problem, answer.statusCode(), type, took, now);
        } catch (IOException silent) {
            return Health.silent("it does not answer", now);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Health.silent("nobody waited for its answer", now);
        }
    }

    private static @Nullable String problem(int status, String type, Readiness expected) {
        if (status != expected.status()) {
            return "it answers with status " + status + ", not " + expected.status();
        }
        String wanted = expected.contentType();
        return type.regionMatches(true, 0, wanted, 0, wanted.length())
                ? null
                : "it answers with a page of type '" + type + "', not " + wanted + ": it probably says what is wrong";
    }
}
