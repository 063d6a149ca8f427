package io.remotegpu.workspace.members;

import io.remotegpu.contracts.CustomerId;
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
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Members")
@RequestMapping("/api/v1/workspaces/{id}/members")
class MemberController {
    private final Members members;
    private final MemberRepository repository;
    private final WorkspaceAccess access;

    MemberController(Members members, MemberRepository repository, WorkspaceAccess access) {
        this.members = members;
        this.repository = repository;
        this.access = access;
    }

    @Operation(summary = "The members of a workspace")
    @GetMapping
    ApiResponse<PageView<MemberView>> list(
            Caller caller,
            @PathVariable @Positive long id,
            @Listing(
                            sort = {"joined_at", "username"},
                            defaultSort = "joined_at",
                            id = "customer_id")
                    PageQuery query) {
        WorkspaceId workspace = new WorkspaceId(id);
        access.require(caller, workspace, Permission.VIEW);
        return ApiResponse.of(PageView.of(query, repository.page(workspace, query), repository.count(workspace)));
    }

    @Operation(summary = "Add a member")
    @PostMapping
    @Answers(value = HttpStatus.CREATED, refuses = ErrorCode.ALREADY_EXISTS)
    ResponseEntity<ApiResponse<MemberView>> add(
            Caller caller, @PathVariable @Positive long id, @Valid @RequestBody NewMember body) {
        WorkspaceId workspace = new WorkspaceId(id);
        access.require(caller, workspace, Permission.MANAGE_MEMBERS);
        MemberView added = members.add(caller, workspace, body);
        URI location = URI.create("/api/v1/workspaces/" + id + "/members/" + added.customerId());
        return ResponseEntity.created(location).body(ApiResponse.of(added));
    }

    @Operation(summary = "Change a member's role")
    @PatchMapping("/{customer}")
    ApiResponse<MemberView> changeRole(
            Caller caller,
            @PathVariable @Positive long id,
            @PathVariable @Positive long customer,
            @Valid @RequestBody RoleChange body) {
        WorkspaceId workspace = new WorkspaceId(id);
        access.require(caller, workspace, Permission.MANAGE_MEMBERS);
        return ApiResponse.of(members.changeRole(
                caller, workspace, new CustomerId(customer), body.role().role()));
    }

    /** Everybody may leave; removing others takes the right to manage members. */
    @Operation(summary = "Remove a member, or leave")
    @DeleteMapping("/{customer}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable @Positive long id, @PathVariable @Positive long customer) {
        WorkspaceId workspace = new WorkspaceId(id);
        boolean leaving = caller.id().value() == customer;
        access.require(caller, workspace, leaving ? Permission.VIEW : Permission.MANAGE_MEMBERS);
        members.remove(caller, workspace, new CustomerId(customer));
    }
}
