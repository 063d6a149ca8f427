package io.remotegpu.workspace.connections;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.telemetry.ObservedEnvironments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Environments")
class ConnectionController {
    private final ObservedEnvironments environments;
    private final Connections connections;

    ConnectionController(ObservedEnvironments environments, Connections connections) {
        this.environments = environments;
        this.connections = connections;
    }

    /** Where people connect from is nothing for who may only look. */
    @Operation(summary = "Who came into it and left it, newest first")
    @GetMapping("/api/v1/environments/{id}/connections")
    @Answers(refuses = ErrorCode.ENVIRONMENT_NOT_FOUND)
    ApiResponse<PageView<ConnectionView>> list(
            Caller caller, @PathVariable String id, @Listing(defaultSort = "-id", cursor = true) PageQuery query) {
        WorkloadId environment =
                environments.require(caller, id, Permission.EDIT).id();
        long total = query.cursor() == null ? connections.count(environment) : 0;
        return ApiResponse.of(
                PageView.of(query, connections.page(environment, query), total, (line, column) -> line.id()));
    }
}
