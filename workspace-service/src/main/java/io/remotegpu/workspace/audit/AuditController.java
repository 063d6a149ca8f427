package io.remotegpu.workspace.audit;

import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.access.WorkspaceAccess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Positive;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Workspaces")
@RequestMapping("/api/v1/workspaces/{id}/audit-logs")
class AuditController {
    private final AuditLog log;
    private final WorkspaceAccess access;

    AuditController(AuditLog log, WorkspaceAccess access) {
        this.log = log;
        this.access = access;
    }

    @Operation(summary = "What was done to a workspace, its members and invitations")
    @GetMapping
    ApiResponse<PageView<AuditView>> list(
            Caller caller,
            @PathVariable @Positive long id,
            @Listing(defaultSort = "-id", filters = "action", cursor = true) PageQuery query) {
        WorkspaceId workspace = new WorkspaceId(id);
        access.require(caller, workspace, Permission.VIEW_AUDIT);
        long total = query.cursor() == null ? log.count(workspace, query) : 0;
        return ApiResponse.of(PageView.of(query, log.page(workspace, query), total, (line, column) -> line.id()));
    }
}
