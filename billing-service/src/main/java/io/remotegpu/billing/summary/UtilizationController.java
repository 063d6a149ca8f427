package io.remotegpu.billing.summary;

import io.remotegpu.billing.csv.Csv;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How well GPUs were used that somebody pays for. */
@RestController
@RequestMapping("/api/v1")
class UtilizationController {
    private final UtilizationTotals totals;
    private final Reports reports;
    private final Clock clock;

    UtilizationController(UtilizationTotals totals, Reports reports, Clock clock) {
        this.totals = totals;
        this.reports = reports;
        this.clock = clock;
    }

    record Report(String groupBy, Instant from, Instant to, List<Utilization> items) {
        String csv() {
            Csv csv = new Csv()
                    .row(
                            groupBy,
                            "allocated_gpu_s",
                            "measured_gpu_s",
                            "busy_gpu_s",
                            "idle_gpu_s",
                            "utilization",
                            "idle_amount",
                            "currency");
            items.forEach(item -> csv.row(
                    item.group(),
                    item.allocatedGpuS(),
                    item.measuredGpuS(),
                    item.busyGpuS(),
                    item.idleGpuS(),
                    item.utilization(),
                    new BigDecimal(item.idleAmount()),
                    item.currency()));
            return csv.toString();
        }
    }

    /** Of this month unless {@code from} and {@code to} say otherwise; with a workspace, of everybody in it. */
    @GetMapping(path = "/billing/utilization", produces = MediaType.APPLICATION_JSON_VALUE)
    ApiResponse<Report> own(
            Caller caller,
            @RequestParam(name = "group_by", defaultValue = "environment") String groupBy,
            @RequestParam(name = "workspace_id", required = false) @Nullable Long workspace,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "to", required = false) @Nullable Instant to) {
        return ApiResponse.of(report(groupBy, reports.scopeOf(caller, workspace), from, to));
    }

    @GetMapping(path = "/billing/utilization", produces = "text/csv")
    String ownAsCsv(
            Caller caller,
            @RequestParam(name = "group_by", defaultValue = "environment") String groupBy,
            @RequestParam(name = "workspace_id", required = false) @Nullable Long workspace,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "to", required = false) @Nullable Instant to) {
        return report(groupBy, reports.scopeOf(caller, workspace), from, to).csv();
    }

    /** Of everybody. */
    @GetMapping("/admin/billing/utilization")
    ApiResponse<Report> everybodys(
            Caller caller,
            @RequestParam(name = "group_by", defaultValue = "customer") String groupBy,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "to", required = false) @Nullable Instant to) {
        caller.requireAdmin();
        return ApiResponse.of(report(groupBy, Scope.everything(), from, to));
    }

    private Report report(String groupBy, Scope scope, @Nullable Instant from, @Nullable Instant to) {
        Period period = Period.of(from, to, clock);
        return new Report(groupBy, period.from(), period.to(), totals.by(GroupBy.parse(groupBy), scope, period));
    }
}
