package io.remotegpu.workspace.conditions;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.workspace.telemetry.ObservedEnvironments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Environments")
class ConditionController {
    private final ObservedEnvironments environments;
    private final ConditionStore store;

    ConditionController(ObservedEnvironments environments, ConditionStore store) {
        this.environments = environments;
        this.store = store;
    }

    @Operation(summary = "What holds of it now that you should know, such as a disk that is nearly full")
    @GetMapping("/api/v1/environments/{id}/conditions")
    @Answers(refuses = ErrorCode.ENVIRONMENT_NOT_FOUND)
    ApiResponse<List<KeptCondition>> conditions(Caller caller, @PathVariable String id) {
        return ApiResponse.of(store.of(environments.require(caller, id).id()));
    }
}
