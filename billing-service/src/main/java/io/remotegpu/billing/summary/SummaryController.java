package io.remotegpu.billing.summary;

import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/billing")
class SummaryController {
    private final Totals totals;
    private final Clock clock;

    SummaryController(Totals totals, Clock clock) {
        this.totals = totals;
        this.clock = clock;
    }

    /** Totals per group, of this month unless {@code from} and {@code to} say otherwise. */
    @GetMapping("/summary")
    ApiResponse<Summary> summary(
            Caller caller,
            @RequestParam(name = "group_by", defaultValue = "day") String groupBy,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "to", required = false) @Nullable Instant to) {
        Period period = Period.of(from, to, clock);
        GroupBy group = GroupBy.parse(groupBy);
        return ApiResponse.of(new Summary(groupBy, period.from(), period.to(), totals.by(group, caller.id(), period)));
    }

    /** Everything of this month so far, per currency. */
    @GetMapping("/usage")
    ApiResponse<Usage> usage(Caller caller) {
        Period period = Period.of(null, null, clock);
        return ApiResponse.of(new Usage(period.from(), period.to(), totals.all(caller.id(), period)));
    }

    record Summary(String groupBy, Instant from, Instant to, List<Total> items) {}

    record Usage(Instant from, Instant to, List<Total> totals) {}
}
