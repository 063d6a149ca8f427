package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.remotegpu.web.Precondition;
import io.remotegpu.workspace.requests.NewEnvironment;
import io.remotegpu.workspace.timeline.Timeline;
import io.remotegpu.workspace.timeline.TimelineEntry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Environments as they are, and the wish for another. */
@RestController
@Tag(name = "Environments")
@RequestMapping("/api/v1/environments")
class EnvironmentController {
    private final EnvironmentRequests requests;
    private final EnvironmentEdits edits;
    private final EnvironmentDesk desk;
    private final EnvironmentListing listing;
    private final Timeline timeline;

    EnvironmentController(
            EnvironmentRequests requests,
            EnvironmentEdits edits,
            EnvironmentDesk desk,
            EnvironmentListing listing,
            Timeline timeline) {
        this.requests = requests;
        this.edits = edits;
        this.desk = desk;
        this.listing = listing;
        this.timeline = timeline;
    }

    record DatasetChoice(@NotNull @Size(max = 16) List<@NotNull @Positive Long> datasetIds) {}

    /** Its constraints are checked once template and snapshot have filled it in. */
    @Operation(summary = "Ask for an environment; it is placed in the background")
    @PostMapping
    @Answers(
            value = HttpStatus.ACCEPTED,
            refuses = {
                ErrorCode.ACCOUNT_SUSPENDED,
                ErrorCode.QUOTA_EXCEEDED,
                ErrorCode.INSUFFICIENT_BALANCE,
                ErrorCode.NOT_FOUND
            })
    ResponseEntity<ApiResponse<EnvironmentView>> request(Caller caller, @RequestBody NewEnvironment body) {
        return Accepted.of(requests.request(caller, body));
    }

    @Operation(summary = "The environments of your workspaces")
    @GetMapping
    ApiResponse<PageView<EnvironmentView>> list(
            Caller caller,
            @Listing(
                            sort = {"created_at", "name", "status"},
                            defaultSort = "-created_at",
                            filters = {
                                "status",
                                "workspace_id",
                                "customer_id",
                                "host_id",
                                "name",
                                "created_after",
                                "created_before"
                            },
                            cursor = true)
                    PageQuery query) {
        return ApiResponse.of(listing.page(caller, query));
    }

    @Operation(summary = "One environment, with how to connect")
    @GetMapping("/{id}")
    @Answers(refuses = ErrorCode.ENVIRONMENT_NOT_FOUND)
    ApiResponse<EnvironmentView> show(Caller caller, @PathVariable String id) {
        return ApiResponse.of(EnvironmentView.of(desk.show(caller, EnvironmentIds.parse(id))));
    }

    @Operation(summary = "Change settings, or the size while it runs")
    @PatchMapping("/{id}")
    @Answers(
            refuses = {ErrorCode.ENVIRONMENT_NOT_FOUND, ErrorCode.ENVIRONMENT_STATE_CONFLICT, ErrorCode.QUOTA_EXCEEDED})
    ApiResponse<EnvironmentView> change(
            Caller caller,
            @PathVariable String id,
            @Valid @RequestBody EnvironmentChanges body,
            Precondition precondition) {
        return ApiResponse.of(EnvironmentView.of(edits.change(caller, EnvironmentIds.parse(id), body, precondition)));
    }

    /** From its next start on it reads exactly these. */
    @Operation(summary = "Choose the datasets that it mounts, from its next start on")
    @PutMapping("/{id}/datasets")
    ApiResponse<EnvironmentView> read(
            Caller caller, @PathVariable String id, @Valid @RequestBody DatasetChoice body, Precondition precondition) {
        return ApiResponse.of(
                EnvironmentView.of(edits.read(caller, EnvironmentIds.parse(id), body.datasetIds(), precondition)));
    }

    @Operation(summary = "What happened to it, oldest first")
    @GetMapping("/{id}/events")
    ApiResponse<PageView<TimelineEntry>> events(
            Caller caller, @PathVariable String id, @Listing(defaultSort = "id") PageQuery query) {
        WorkloadId environment = desk.show(caller, EnvironmentIds.parse(id)).id();
        return ApiResponse.of(timeline.page(environment, query));
    }
}
