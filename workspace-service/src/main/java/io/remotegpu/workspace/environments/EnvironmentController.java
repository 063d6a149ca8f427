package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.remotegpu.workspace.lifecycle.Wish;
import io.remotegpu.workspace.requests.NewEnvironment;
import io.remotegpu.workspace.timeline.Timeline;
import io.remotegpu.workspace.timeline.TimelineEntry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
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
    private final Environments environments;
    private final EnvironmentListing listing;
    private final Timeline timeline;

    EnvironmentController(Environments environments, EnvironmentListing listing, Timeline timeline) {
        this.environments = environments;
        this.listing = listing;
        this.timeline = timeline;
    }

    record EnvironmentChanges(
            @NotBlank
            @Size(min = 3, max = 64)
            @Pattern(regexp = "\\P{Cntrl}*", message = "must not hold control characters")
            String name) {}

    @PostMapping
    ResponseEntity<ApiResponse<EnvironmentView>> request(Caller caller, @Valid @RequestBody NewEnvironment body) {
        return accepted(environments.request(caller, body));
    }

    @GetMapping
    ApiResponse<PageView<EnvironmentView>> list(
            Caller caller,
            @Listing(
                            sort = {"created_at", "name", "status"},
                            defaultSort = "-created_at",
                            filters = {"status", "workspace_id", "name", "created_after", "created_before"},
                            cursor = true)
                    PageQuery query) {
        return ApiResponse.of(listing.page(caller, query));
    }

    @GetMapping("/{id}")
    ApiResponse<EnvironmentView> show(Caller caller, @PathVariable String id) {
        return ApiResponse.of(EnvironmentView.of(environments.show(caller, EnvironmentIds.parse(id))));
    }

    @PatchMapping("/{id}")
    ApiResponse<EnvironmentView> change(
            Caller caller, @PathVariable String id, @Valid @RequestBody EnvironmentChanges body) {
        return ApiResponse.of(EnvironmentView.of(environments.rename(caller, EnvironmentIds.parse(id), body.name())));
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
        WorkloadId environment =
                environments.show(caller, EnvironmentIds.parse(id)).id();
        return ApiResponse.of(timeline.page(environment, query));
    }

    private static ResponseEntity<ApiResponse<EnvironmentView>> accepted(Environment environment) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/environments/" + environment.id()))
                .body(ApiResponse.of(EnvironmentView.of(environment)));
    }
}
