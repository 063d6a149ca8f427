package io.remotegpu.workspace.workspaces;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.remotegpu.web.Precondition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
@Tag(name = "Workspaces")
@RequestMapping("/api/v1/workspaces")
class WorkspaceController {
    private final Workspaces workspaces;
    private final Ownership ownership;
    private final WorkspaceRepository repository;

    /** @param customerId a member, who owns it from then on */
    record Transfer(@NotNull @Positive Long customerId) {}

    WorkspaceController(Workspaces workspaces, Ownership ownership, WorkspaceRepository repository) {
        this.workspaces = workspaces;
        this.ownership = ownership;
        this.repository = repository;
    }

    /** Archived ones only when asked for by {@code status}. */
    @Operation(summary = "Your workspaces")
    @GetMapping
    ApiResponse<PageView<WorkspaceView>> list(
            Caller caller,
            @Listing(
                            sort = {"created_at", "name"},
                            defaultSort = "-created_at",
                            filters = {"status", "type"},
                            cursor = true)
                    PageQuery query) {
        long total = query.cursor() == null ? repository.count(caller, query) : 0;
        return ApiResponse.of(PageView.of(query, repository.page(caller, query), total, WorkspaceController::column));
    }

    @Operation(summary = "Make a workspace")
    @PostMapping
    @Answers(HttpStatus.CREATED)
    ResponseEntity<ApiResponse<WorkspaceView>> create(Caller caller, @Valid @RequestBody NewWorkspace body) {
        WorkspaceId id = workspaces.create(caller, body);
        return ResponseEntity.created(URI.create("/api/v1/workspaces/" + id)).body(view(caller, id));
    }

    @Operation(summary = "One workspace")
    @GetMapping("/{id}")
    ApiResponse<WorkspaceView> show(Caller caller, @PathVariable @Positive long id) {
        return view(caller, new WorkspaceId(id));
    }

    @Operation(summary = "Rename or describe a workspace")
    @PatchMapping("/{id}")
    ApiResponse<WorkspaceView> change(
            Caller caller,
            @PathVariable @Positive long id,
            @Valid @RequestBody WorkspaceChanges body,
            Precondition precondition) {
        WorkspaceId workspace = new WorkspaceId(id);
        workspaces.change(caller, workspace, body, precondition);
        return view(caller, workspace);
    }

    @Operation(summary = "Give a workspace to another member")
    @PostMapping("/{id}/transfer")
    ApiResponse<WorkspaceView> transfer(
            Caller caller, @PathVariable @Positive long id, @Valid @RequestBody Transfer body) {
        WorkspaceId workspace = new WorkspaceId(id);
        ownership.transfer(caller, workspace, new CustomerId(body.customerId()));
        return view(caller, workspace);
    }

    @Operation(summary = "Archive a workspace without environments")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archive(Caller caller, @PathVariable @Positive long id) {
        workspaces.archive(caller, new WorkspaceId(id));
    }

    private ApiResponse<WorkspaceView> view(Caller caller, WorkspaceId id) {
        return ApiResponse.of(
                repository.find(id, caller).orElseThrow(() -> PlatformException.notFound("workspace", id)));
    }

    private static Object column(WorkspaceView workspace, String column) {
        return switch (column) {
            case "created_at" -> workspace.createdAt();
            case "name" -> workspace.name();
            default -> workspace.id();
        };
    }
}
