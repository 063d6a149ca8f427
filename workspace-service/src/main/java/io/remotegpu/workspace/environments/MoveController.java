package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Environments")
class MoveController {
    private final EnvironmentMoves moves;

    MoveController(EnvironmentMoves moves) {
        this.moves = moves;
    }

    @Operation(summary = "Move it to another host with its home; what runs is stopped for that and started there")
    @PostMapping("/api/v1/environments/{id}/move")
    @Answers(
            value = HttpStatus.ACCEPTED,
            refuses = {
                ErrorCode.ACCOUNT_SUSPENDED,
                ErrorCode.ENVIRONMENT_NOT_FOUND,
                ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                ErrorCode.QUOTA_EXCEEDED,
                ErrorCode.INSUFFICIENT_BALANCE
            })
    ResponseEntity<ApiResponse<EnvironmentView>> move(
            Caller caller, @PathVariable String id, @Nullable @Valid @RequestBody(required = false) NewMove body) {
        NewMove move = Objects.requireNonNullElse(body, NewMove.ANYWHERE);
        return Accepted.of(moves.move(caller, EnvironmentIds.parse(id), move));
    }
}
