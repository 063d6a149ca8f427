package io.remotegpu.workspace.idle;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.workspace.access.Permission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Environments")
class IdleController {
    private final WatchedEnvironments environments;
    private final Watches watches;
    private final Looks looks;
    private final IdleProperties properties;
    private final Clock clock;

    IdleController(
            WatchedEnvironments environments, Watches watches, Looks looks, IdleProperties properties, Clock clock) {
        this.environments = environments;
        this.watches = watches;
        this.looks = looks;
        this.properties = properties;
        this.clock = clock;
    }

    @Operation(summary = "Whether anybody uses it, how that was found, and when it stops if nobody does")
    @GetMapping("/api/v1/environments/{id}/idle")
    @Answers(refuses = ErrorCode.ENVIRONMENT_NOT_FOUND)
    ApiResponse<IdleView> idle(Caller caller, @PathVariable String id) {
        Watched environment = environments.require(caller, id, Permission.VIEW);
        Rules rules = Rules.of(environment.policy(), properties);
        return ApiResponse.of(watches.find(environment.id())
                .map(kept -> IdleView.of(environment, kept, rules, clock.instant()))
                .orElseGet(() -> IdleView.unseen(rules)));
    }

    @Operation(
            summary = "When a policy would have stopped it, over recorded history",
            description = "What is left out is as its own policy says. Without from it is the last seven days.")
    @GetMapping("/api/v1/environments/{id}/idle/rehearsal")
    @Answers(refuses = ErrorCode.ENVIRONMENT_NOT_FOUND)
    ApiResponse<RehearsalView> rehearsal(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(name = "idle_after", required = false) @Nullable String idleAfter,
            @RequestParam(required = false) @Nullable String grace,
            @RequestParam(required = false) @Nullable List<String> counts,
            @RequestParam(name = "gpu_above", required = false) @Nullable String gpuAbove,
            @RequestParam(name = "cpu_above", required = false) @Nullable String cpuAbove) {
        Watched environment = environments.require(caller, id, Permission.VIEW);
        RehearsalQuery query = new RehearsalQuery(Rules.of(environment.policy(), properties), clock.instant())
                .between(from, to)
                .idleAfter(idleAfter, grace)
                .counting(counts, gpuAbove, cpuAbove)
                .check();
        Rehearsal rehearsal = new Rehearsal(query.rules());
        int recorded = looks.each(environment.id(), query.from(), query.to(), rehearsal::see);
        return ApiResponse.of(RehearsalView.of(query, recorded, rehearsal.stops()));
    }
}
