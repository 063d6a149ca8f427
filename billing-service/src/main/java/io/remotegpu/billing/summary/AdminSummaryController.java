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

/** Totals over all customers. */
@RestController
@RequestMapping("/api/v1/admin/billing")
class AdminSummaryController {
    private final Reports reports;

    AdminSummaryController(Reports reports) {
        this.reports = reports;
    }

    @GetMapping(path = "/summary", produces = MediaType.APPLICATION_JSON_VALUE)
    ApiResponse<Reports.Summary> summary(
            Caller caller,
            @RequestParam(name = "group_by", defaultValue = "customer") String groupBy,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "to", required = false) @Nullable Instant to) {
        caller.requireAdmin();
        return ApiResponse.of(reports.summary(groupBy, Scope.everything(), from, to));
    }

    @GetMapping(path = "/summary", produces = "text/csv")
    String csv(
            Caller caller,
            @RequestParam(name = "group_by", defaultValue = "customer") String groupBy,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "to", required = false) @Nullable Instant to) {
        caller.requireAdmin();
        return reports.summary(groupBy, Scope.everything(), from, to).csv();
    }
}
