package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.remotegpu.web.Precondition;
import io.remotegpu.workspace.lifecycle.Wish;
import io.remotegpu.workspace.requests.NewEnvironment;
import io.remotegpu.workspace.timeline.Timeline;
import io.remotegpu.workspace.timeline.TimelineEntry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What changes an environment is answered 202: it goes on in the background, and the environment says how far it is. */
@RestController
@RequestMapping("/api/v1/environments")
class EnvironmentController {
    private final EnvironmentRequests requests;
    private final Environments environments;
    private final EnvironmentEdits edits;
    private final EnvironmentDesk desk;
    private final EnvironmentListing listing;
    private final Timeline timeline;

    EnvironmentController(
            EnvironmentRequests requests,
            Environments environments,
            EnvironmentEdits edits,
            EnvironmentDesk desk,
            EnvironmentListing listing,
            Timeline timeline) {
        this.requests = requests;
        this.environments = environments;
        this.edits = edits;
        this.desk = desk;
        this.listing = listing;
        this.timeline = timeline;
    }

    record DatasetChoice(@NotNull @Size(max = 16) List<@NotNull @Positive Long> datasetIds) {}

    /** Its constraints are checked once template and snapshot have filled it in. */
    @PostMapping
    ResponseEntity<ApiResponse<EnvironmentView>> request(Caller caller, @RequestBody NewEnvironment body) {
        return accepted(requests.request(caller, body));
    }

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

    @GetMapping("/{id}")
    ApiResponse<EnvironmentView> show(Caller caller, @PathVariable String id) {
        return ApiResponse.of(EnvironmentView.of(desk.show(caller, EnvironmentIds.parse(id))));
    }

    @PatchMapping("/{id}")
    ApiResponse<EnvironmentView> change(
            Caller caller,
            @PathVariable String id,
            @Valid @RequestBody EnvironmentChanges body,
            Precondition precondition) {
        return ApiResponse.of(EnvironmentView.of(edits.change(caller, EnvironmentIds.parse(id), body, precondition)));
    }

    /** From its next start on it reads exactly these. */
    @PutMapping("/{id}/datasets")
    ApiResponse<EnvironmentView> read(
            Caller caller, @PathVariable String id, @Valid @RequestBody DatasetChoice body, Precondition precondition) {
        return ApiResponse.of(
                EnvironmentView.of(edits.read(caller, EnvironmentIds.parse(id), body.datasetIds(), precondition)));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<ApiResponse<EnvironmentView>> delete(Caller caller, @PathVariable String id) {
        return accepted(environments.wish(caller, EnvironmentIds.parse(id), Wish.DELETE));
    }

    @PutMapping("/{id}/start")
    ResponseEntity<ApiResponse<EnvironmentView>> start(Caller caller, @PathVariable String id) {
        return accepted(environments.wish(caller, EnvironmentIds.parse(id), Wish.START));
    }

    @PutMapping("/{id}/stop")
    ResponseEntity<ApiResponse<EnvironmentView>> stop(Caller caller, @PathVariable String id) {
        return accepted(environments.wish(caller, EnvironmentIds.parse(id), Wish.STOP));
    }

    @PutMapping("/{id}/restart")
    ResponseEntity<ApiResponse<EnvironmentView>> restart(Caller caller, @PathVariable String id) {
        return accepted(environments.wish(caller, EnvironmentIds.parse(id), Wish.RESTART));
    }

    @PostMapping("/{id}/actions/start")
    ResponseEntity<ApiResponse<EnvironmentView>> startAction(Caller caller, @PathVariable String id) {
        return start(caller, id);
    }

    @PostMapping("/{id}/actions/stop")
    ResponseEntity<ApiResponse<EnvironmentView>> stopAction(Caller caller, @PathVariable String id) {
        return stop(caller, id);
    }

    @PostMapping("/{id}/actions/restart")
    ResponseEntity<ApiResponse<EnvironmentView>> restartAction(Caller caller, @PathVariable String id) {
        return restart(caller, id);
    }

    @GetMapping("/{id}/events")
    ApiResponse<PageView<TimelineEntry>> events(
            Caller caller, @PathVariable String id, @Listing(defaultSort = "id") PageQuery query) {
        WorkloadId environment = desk.show(caller, EnvironmentIds.parse(id)).id();
        return ApiResponse.of(timeline.page(environment, query));
    }

    private static ResponseEntity<ApiResponse<EnvironmentView>> accepted(Environment environment) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/environments/" + environment.id()))
                .body(ApiResponse.of(EnvironmentView.of(environment)));
    }
}
