package io.remotegpu.workspace.invitations;

import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.access.WorkspaceAccess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Invitations")
@RequestMapping("/api/v1/workspaces/{id}/invitations")
class InvitationController {
    private final Invitations invitations;
    private final InvitationRepository repository;
    private final WorkspaceAccess access;

    InvitationController(Invitations invitations, InvitationRepository repository, WorkspaceAccess access) {
        this.invitations = invitations;
        this.repository = repository;
        this.access = access;
    }

    @Operation(summary = "The invitations of a workspace")
    @GetMapping
    ApiResponse<PageView<InvitationView>> list(
            Caller caller,
            @PathVariable @Positive long id,
            @Listing(
                            sort = {"created_at", "expires_at"},
                            defaultSort = "-created_at",
                            filters = "status")
                    PageQuery query) {
        WorkspaceId workspace = new WorkspaceId(id);
        access.require(caller, workspace, Permission.MANAGE_MEMBERS);
        return ApiResponse.of(PageView.of(
                query,
                repository.page(workspace, query).stream()
                        .map(InvitationView::of)
                        .toList(),
                repository.count(workspace, query)));
    }

    @Operation(summary = "Invite somebody by mail or by link")
    @PostMapping
    @Answers(value = HttpStatus.CREATED, refuses = ErrorCode.ALREADY_EXISTS)
    ResponseEntity<ApiResponse<InvitationView>> invite(
            Caller caller, @PathVariable @Positive long id, @Valid @RequestBody NewInvitation body) {
        InvitationView view = invitations.invite(caller, new WorkspaceId(id), body);
        URI location = URI.create("/api/v1/workspaces/" + id + "/invitations/" + view.id());
        return ResponseEntity.created(location).body(ApiResponse.of(view));
    }

    @Operation(summary = "Send an invitation again, with a new token")
    @PostMapping("/{invitation}/resend")
    ApiResponse<InvitationView> sendAgain(
            Caller caller, @PathVariable @Positive long id, @PathVariable @Positive long invitation) {
        return ApiResponse.of(invitations.sendAgain(caller, new WorkspaceId(id), invitation));
    }

    @Operation(summary = "Withdraw an invitation")
    @DeleteMapping("/{invitation}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Caller caller, @PathVariable @Positive long id, @PathVariable @Positive long invitation) {
        invitations.withdraw(caller, new WorkspaceId(id), invitation);
    }
}
