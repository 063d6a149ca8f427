package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.scheduler.hosts.GpuViews.GpuView;
import io.remotegpu.scheduler.hosts.HealthIncidents.Incident;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** When a GPU was not healthy, and why: for those who repair it. */
@RestController
@RequestMapping("/api/v1/admin/gpus")
class GpuHealthController {
    private static final int MOST = 100;

    private final GpuViews gpus;
    private final HealthIncidents incidents;

    GpuHealthController(GpuViews gpus, HealthIncidents incidents) {
        this.gpus = gpus;
        this.incidents = incidents;
    }

    /** Newest first, at most a hundred; {@code endedAt} is missing while it lasts. */
    @GetMapping("/{uuid}/health")
    ApiResponse<List<Incident>> health(Caller caller, @PathVariable String uuid) {
        caller.requireAdmin();
        String known = gpus.find(uuid).map(GpuView::uuid).orElseThrow(() -> PlatformException.notFound("gpu", uuid));
        return ApiResponse.of(incidents.of(known, MOST));
    }
}
