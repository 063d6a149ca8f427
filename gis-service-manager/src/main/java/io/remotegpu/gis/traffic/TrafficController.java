package io.remotegpu.gis.traffic;

import io.remotegpu.gis.access.ServiceAccess;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Traffic of services")
class TrafficController {
    private static final int SMALLEST_STEP = 60;
    private static final int LARGEST_STEP = 86_400;
    private static final int MOST_STEPS = 2_000;

    private final TrafficStore store;
    private final ServiceAccess services;
    private final Clock clock;

    TrafficController(TrafficStore store, ServiceAccess services, Clock clock) {
        this.store = store;
        this.services = services;
        this.clock = clock;
    }

    @Operation(
            summary =
                    "Requests, errors, latencies, memory and processors of a service over time; the last hour by minutes unless said otherwise, step in seconds")
    @GetMapping("/api/v1/user-services/{id}/metrics")
    ApiResponse<Traffic> metrics(
            Caller caller,
            @PathVariable long id,
            @RequestParam @Nullable Instant from,
            @RequestParam @Nullable Instant to,
            @RequestParam(defaultValue = "60") int step) {
        services.require(caller, id);
        Instant end =
                to == null ? clock.instant().truncatedTo(ChronoUnit.MINUTES).plusSeconds(SMALLEST_STEP) : to;
        Instant begin = from == null ? end.minus(Duration.ofHours(1)) : from;
        check(begin, end, step);
        return ApiResponse.of(new Traffic(begin, end, step, store.steps(id, begin, end, Duration.ofSeconds(step))));
    }

    private static void check(Instant from, Instant to, int step) {
        if (step < SMALLEST_STEP || step > LARGEST_STEP || step % SMALLEST_STEP != 0) {
            throw FieldError.refuse("step", "must be whole minutes in seconds, 60 to 86400");
        }
        if (!from.isBefore(to)) {
            throw FieldError.refuse("from", "must be before to");
        }
        if (Duration.between(from, to).dividedBy(Duration.ofSeconds(step)) > MOST_STEPS) {
            throw FieldError.refuse("step", "would give more than " + MOST_STEPS + " steps; take a larger one");
        }
    }

    /** @param items steps that had traffic, or in which its host told what it used */
    record Traffic(Instant from, Instant to, int step, List<TrafficStep> items) {}
}
