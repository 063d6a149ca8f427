package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.workspace.lifecycle.Wish;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Wishes for an environment that exists. Each PUT answers as a POST to {@code /actions} too: {@link EnvironmentActionPaths}. */
@RestController
@Tag(name = "Environments")
@RequestMapping("/api/v1/environments")
class EnvironmentActionController {
    private final Environments environments;

    EnvironmentActionController(Environments environments) {
        this.environments = environments;
    }

    @Operation(summary = "Delete it with its home")
    @DeleteMapping("/{id}")
    @Answers(value = HttpStatus.ACCEPTED, refuses = ErrorCode.ENVIRONMENT_NOT_FOUND)
    ResponseEntity<ApiResponse<EnvironmentView>> delete(Caller caller, @PathVariable String id) {
        return Accepted.of(environments.wish(caller, EnvironmentIds.parse(id), Wish.DELETE));
    }

    @Operation(summary = "Start it again with its home")
    @PutMapping("/{id}/start")
    @Answers(
            value = HttpStatus.ACCEPTED,
            refuses = {
                ErrorCode.ACCOUNT_SUSPENDED,
                ErrorCode.ENVIRONMENT_NOT_FOUND,
                ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                ErrorCode.QUOTA_EXCEEDED,
                ErrorCode.INSUFFICIENT_BALANCE
            })
    ResponseEntity<ApiResponse<EnvironmentView>> start(Caller caller, @PathVariable String id) {
        return Accepted.of(environments.wish(caller, EnvironmentIds.parse(id), Wish.START));
    }

    @Operation(summary = "Stop it and keep its home")
    @PutMapping("/{id}/stop")
    @Answers(
            value = HttpStatus.ACCEPTED,
            refuses = {ErrorCode.ENVIRONMENT_NOT_FOUND, ErrorCode.ENVIRONMENT_STATE_CONFLICT})
    ResponseEntity<ApiResponse<EnvironmentView>> stop(Caller caller, @PathVariable String id) {
        return Accepted.of(environments.wish(caller, EnvironmentIds.parse(id), Wish.STOP));
    }

    @Operation(summary = "Stop it and start it again")
    @PutMapping("/{id}/restart")
    @Answers(
            value = HttpStatus.ACCEPTED,
            refuses = {
                ErrorCode.ACCOUNT_SUSPENDED,
                ErrorCode.ENVIRONMENT_NOT_FOUND,
                ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                ErrorCode.QUOTA_EXCEEDED,
                ErrorCode.INSUFFICIENT_BALANCE
            })
    ResponseEntity<ApiResponse<EnvironmentView>> restart(Caller caller, @PathVariable String id) {
        return Accepted.of(environments.wish(caller, EnvironmentIds.parse(id), Wish.RESTART));
    }
}
