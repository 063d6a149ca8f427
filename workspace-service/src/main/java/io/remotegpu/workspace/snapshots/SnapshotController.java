package io.remotegpu.workspace.snapshots;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Snapshots of one environment, and all that one may see: a snapshot may outlive its environment. */
@RestController
@Tag(name = "Snapshots")
@RequestMapping("/api/v1")
class SnapshotController {
    private final Snapshots snapshots;
    private final SnapshotListing listing;

    SnapshotController(Snapshots snapshots, SnapshotListing listing) {
        this.snapshots = snapshots;
        this.listing = listing;
    }

    @Operation(summary = "The snapshots of an environment")
    @GetMapping("/environments/{id}/snapshots")
    ApiResponse<PageView<Snapshot>> ofEnvironment(
            Caller caller,
            @PathVariable String id,
            @Listing(
                            sort = {"created_at", "name"},
                            defaultSort = "-created_at",
                            filters = "status",
                            cursor = true)
                    PageQuery query) {
        WorkloadId environment = environment(id);
        snapshots.requireEnvironment(caller, environment);
        return ApiResponse.of(listing.page(caller, query, List.of(environment.value())));
    }

    @Operation(summary = "Keep the container as an image, in the background")
    @PostMapping("/environments/{id}/snapshots")
    @Answers(
            value = HttpStatus.ACCEPTED,
            refuses = {ErrorCode.ENVIRONMENT_NOT_FOUND, ErrorCode.ENVIRONMENT_STATE_CONFLICT, ErrorCode.QUOTA_EXCEEDED})
    ResponseEntity<ApiResponse<Snapshot>> take(
            Caller caller, @PathVariable String id, @Valid @RequestBody NewSnapshot body) {
        return accepted(snapshots.take(caller, environment(id), body));
    }

    @Operation(summary = "The snapshots that you may see")
    @GetMapping("/snapshots")
    ApiResponse<PageView<Snapshot>> list(
            Caller caller,
            @Listing(
                            sort = {"created_at", "name"},
                            defaultSort = "-created_at",
                            filters = {"workspace_id", "environment_id", "status"},
                            cursor = true)
                    PageQuery query) {
        return ApiResponse.of(listing.page(caller, query, query.values("environment_id")));
    }

    @Operation(summary = "One snapshot")
    @GetMapping("/snapshots/{id}")
    ApiResponse<Snapshot> show(Caller caller, @PathVariable String id) {
        return ApiResponse.of(snapshots.show(caller, id));
    }

    @Operation(summary = "Delete a snapshot, in the background")
    @DeleteMapping("/snapshots/{id}")
    @Answers(value = HttpStatus.ACCEPTED, refuses = ErrorCode.ENVIRONMENT_STATE_CONFLICT)
    ResponseEntity<ApiResponse<Snapshot>> delete(Caller caller, @PathVariable String id) {
        return accepted(snapshots.delete(caller, id));
    }

    private static ResponseEntity<ApiResponse<Snapshot>> accepted(Snapshot snapshot) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/snapshots/" + snapshot.id()))
                .body(ApiResponse.of(snapshot));
    }

    /** What cannot be an id is an environment that does not exist. */
    private static WorkloadId environment(String id) {
        try {
            return new WorkloadId(id);
        } catch (IllegalArgumentException noId) {
            throw new PlatformException(ErrorCode.ENVIRONMENT_NOT_FOUND, "environment not found", Map.of("env_id", id));
        }
    }
}
