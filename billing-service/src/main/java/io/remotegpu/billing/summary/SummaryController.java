package io.remotegpu.billing.summary;

import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/billing")
class SummaryController {
    private static final String CSV = "text/csv";

    private final Reports reports;

    SummaryController(Reports reports) {
        this.reports = reports;
    }

    /** Totals per group, of this month unless {@code from} and {@code to} say otherwise; with a workspace, of everybody in it. */
    @GetMapping(path = "/summary", produces = MediaType.APPLICATION_JSON_VALUE)
    ApiResponse<Reports.Summary> summary(
            Caller caller,
            @RequestParam(name = "group_by", defaultValue = "day") String groupBy,
            @RequestParam(name = "workspace_id", required = false) @Nullable Long workspace,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "to", required = false) @Nullable Instant to) {
        return ApiResponse.of(reports.summary(groupBy, reports.scopeOf(caller, workspace), from, to));
    }

    @GetMapping(path = "/summary", produces = CSV)
    String csv(
            Caller caller,
            @RequestParam(name = "group_by", defaultValue = "day") String groupBy,
            @RequestParam(name = "workspace_id", required = false) @Nullable Long workspace,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "to", required = false) @Nullable Instant to) {
        return reports.summary(groupBy, reports.scopeOf(caller, workspace), from, to)
                .csv();
    }

    /** Everything of this month so far, per currency. */
    @GetMapping("/usage")
    ApiResponse<Reports.Usage> usage(Caller caller) {
        return ApiResponse.of(reports.usage(reports.scopeOf(caller, null)));
    }
}
