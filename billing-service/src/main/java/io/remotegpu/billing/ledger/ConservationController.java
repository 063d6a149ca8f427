package io.remotegpu.billing.ledger;

import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows that no GPU-second is lost and none is counted twice, and what the fleet's time went into. */
@RestController
@RequestMapping("/api/v1/admin/billing")
class ConservationController {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Conservation conservation;
    private final Clock clock;

    ConservationController(Conservation conservation, Clock clock) {
        this.conservation = conservation;
        this.clock = clock;
    }

    /** @param imbalanceS the sum of what each GPU is out by, whichever way */
    record Balances(Instant from, Instant to, long wallClockS, long imbalanceS, long overlaps, List<GpuBalance> gpus) {}

    /** Of the last seven days unless {@code from} and {@code to} say otherwise. */
    @GetMapping("/conservation")
    ApiResponse<Balances> conservation(
            Caller caller,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "to", required = false) @Nullable Instant to) {
        caller.requireAdmin();
        Instant end = Objects.requireNonNullElseGet(to, clock::instant);
        Instant start = Objects.requireNonNullElseGet(from, () -> end.minus(USUAL));
        if (!start.isBefore(end) || start.plus(LONGEST).isBefore(end)) {
            throw FieldError.refuse("from", "must be before to, by at most 366 days");
        }
        List<GpuBalance> gpus = conservation.between(start, end);
        return ApiResponse.of(new Balances(
                start,
                end,
                sum(gpus, GpuBalance::wallClockS),
                sum(gpus, gpu -> Math.abs(gpu.imbalanceS())),
                sum(gpus, GpuBalance::overlaps),
                gpus));
    }

    private static long sum(List<GpuBalance> gpus, ToLongFunction<GpuBalance> part) {
        return gpus.stream().mapToLong(part).sum();
    }
}
