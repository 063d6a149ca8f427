package io.remotegpu.workspace.invitations;

import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Invitations")
@RequestMapping("/api/v1/invitations/{token}")
class AnswerController {
    private final Answers answers;

    /** Which workspace the caller is in now. */
    record Joined(long workspaceId) {}

    AnswerController(Answers answers) {
        this.answers = answers;
    }

    @Operation(summary = "What an invitation invites to")
    @GetMapping
    ApiResponse<InvitationOffer> look(Caller caller, @PathVariable @Size(max = 128) String token) {
        return ApiResponse.of(answers.look(caller, token));
    }

    @Operation(summary = "Accept an invitation")
    @PostMapping("/accept")
    ApiResponse<Joined> accept(Caller caller, @PathVariable @Size(max = 128) String token) {
        return ApiResponse.of(new Joined(answers.accept(caller, token).value()));
    }

    @Operation(summary = "Decline an invitation")
    @PostMapping("/decline")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decline(Caller caller, @PathVariable @Size(max = 128) String token) {
        answers.decline(caller, token);
    }
}
