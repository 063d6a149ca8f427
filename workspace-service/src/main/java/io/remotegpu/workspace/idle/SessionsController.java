package io.remotegpu.workspace.idle;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.workspace.access.Permission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Environments")
class SessionsController {
    private final WatchedEnvironments environments;
    private final Looks looks;
    private final IdleProperties properties;
    private final Clock clock;

    SessionsController(WatchedEnvironments environments, Looks looks, IdleProperties properties, Clock clock) {
        this.environments = environments;
        this.looks = looks;
        this.properties = properties;
        this.clock = clock;
    }

    /** Where people connect from is nothing for who may only look. */
    @Operation(summary = "Who is in it now: SSH sessions with the key that opened them, connections, Jupyter")
    @GetMapping("/api/v1/environments/{id}/sessions")
    @Answers(refuses = ErrorCode.ENVIRONMENT_NOT_FOUND)
    ApiResponse<SessionsView> sessions(Caller caller, @PathVariable String id) {
        Watched environment = environments.require(caller, id, Permission.EDIT);
        return ApiResponse.of(
                environment.status().isUp()
                        ? looks.last(environment, clock.instant().minus(properties.unseenAfter()))
                                .map(SessionsView::of)
                                .orElse(SessionsView.UNSEEN)
                        : SessionsView.UNSEEN);
    }
}
