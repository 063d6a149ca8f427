package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Environments")
class MetricsController {
    private final ObservedEnvironments environments;
    private final Metrics metrics;
    private final Clock clock;

    MetricsController(ObservedEnvironments environments, Metrics metrics, Clock clock) {
        this.environments = environments;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Operation(summary = "What it used of GPU, CPU, memory, network and disk, the last hour unless asked otherwise")
    @GetMapping("/api/v1/environments/{id}/metrics")
    @Answers(refuses = ErrorCode.ENVIRONMENT_NOT_FOUND)
    ApiResponse<MetricsView> metrics(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String step) {
        Observed environment = environments.require(caller, id);
        MetricsRange range = MetricsRange.parse(from, to, step, clock.instant());
        return ApiResponse.of(new MetricsView(
                range.from(),
                range.to(),
                range.step().toSeconds(),
                new MetricsView.Limits(environment.cpu(), environment.memory(), environment.storage()),
                metrics.points(environment.id(), range),
                metrics.gpus(environment.id(), range)));
    }
}
