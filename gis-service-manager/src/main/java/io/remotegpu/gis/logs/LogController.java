package io.remotegpu.gis.logs;

import io.remotegpu.gis.access.ServiceAccess;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "GIS services")
@RequestMapping("/api/v1/user-services/{id}/logs")
class LogController {
    private final LogRepository log;
    private final ServiceAccess access;

    LogController(LogRepository log, ServiceAccess access) {
        this.log = log;
        this.access = access;
    }

    @Operation(summary = "What was done to a service, the newest first; limit stands in for page_size")
    @GetMapping
    ApiResponse<PageView<LogEntry>> list(
            Caller caller,
            @PathVariable @Positive long id,
            @RequestParam(required = false) @Min(1) @Max(1000) @Nullable Integer limit,
            @Listing(
                            defaultSort = "-id",
                            filters = {"operation_type", "operation_status", "start_time", "end_time"},
                            cursor = true)
                    PageQuery query) {
        access.require(caller, id);
        PageQuery wanted = limit == null ? query : limited(query, limit);
        long total = wanted.cursor() == null ? log.count(id, wanted) : 0;
        return ApiResponse.of(PageView.of(wanted, log.page(id, wanted), total, (entry, column) -> entry.id()));
    }

    private static PageQuery limited(PageQuery query, int limit) {
        return new PageQuery(query.page(), limit, query.sort(), query.id(), query.filters(), query.cursor());
    }
}
