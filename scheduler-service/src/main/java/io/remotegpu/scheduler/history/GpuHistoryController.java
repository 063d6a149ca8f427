package io.remotegpu.scheduler.history;

import io.remotegpu.scheduler.history.GpuHistory.Holding;
import io.remotegpu.scheduler.history.GpuHistory.Span;
import io.remotegpu.scheduler.history.GpuHistory.Subject;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import java.time.Instant;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who held which GPU, for administrators: {@code at} one instant, or {@code from} one {@code to} another, the last week if neither is said. */
@RestController
@RequestMapping("/api/v1")
class GpuHistoryController {
    private final GpuHistory history;

    GpuHistoryController(GpuHistory history) {
        this.history = history;
    }

    @GetMapping("/gpus/{uuid}/history")
    ApiResponse<PageView<Holding>> ofGpu(
            Caller caller,
            @PathVariable String uuid,
            @Listing(
                            id = "epoch",
                            filters = {"at", "from", "to"},
                            cursor = true)
                    PageQuery query) {
        caller.requireAdmin();
        return ApiResponse.of(page(new Subject.Gpu(uuid), query));
    }

    /** Of whichever GPU was in that place then. */
    @GetMapping("/hosts/{id}/gpus/{index}/history")
    ApiResponse<PageView<Holding>> ofPlace(
            Caller caller,
            @PathVariable String id,
            @PathVariable int index,
            @Listing(
                            id = "epoch",
                            filters = {"at", "from", "to"},
                            cursor = true)
                    PageQuery query) {
        caller.requireAdmin();
        return ApiResponse.of(page(new Subject.Place(id, index), query));
    }

    private PageView<Holding> page(Subject subject, PageQuery query) {
        Span span = span(query);
        long total = query.cursor() == null ? history.count(subject, span) : 0;
        return PageView.of(query, history.list(subject, span, query), total, (holding, column) -> holding.epoch());
    }

    private Span span(PageQuery query) {
        Optional<Instant> at = query.instant("at");
        Instant to = query.instant("to").orElseGet(history::now);
        Span span = at.map(Span::at)
                .or(() -> query.instant("from").map(from -> new Span(from, to)))
                .orElseGet(() -> Span.endingAt(to));
        if (!span.from().isBefore(span.to())) {
            throw FieldError.refuse("from", "must be before to");
        }
        if (span.isTooLong()) {
            throw FieldError.refuse("from", "must be at most 92 days before to: ask for one quarter after another");
        }
        return span;
    }
}
