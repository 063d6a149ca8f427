package io.remotegpu.scheduler.hosts;

import io.remotegpu.scheduler.hosts.GpuViews.ModelView;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What every user may see of the fleet. */
@RestController
@RequestMapping("/api/v1")
class FleetController {
    private final HostViews hosts;
    private final GpuViews gpus;

    FleetController(HostViews hosts, GpuViews gpus) {
        this.hosts = hosts;
        this.gpus = gpus;
    }

    /** @param labels by which a request may choose */
    record HostSummary(
            String id,
            String name,
            String runtime,
            int totalGpu,
            int usedGpu,
            String status,
            Map<String, String> labels) {}

    @GetMapping("/gpus/available")
    ApiResponse<List<ModelView>> availableGpus() {
        return ApiResponse.of(gpus.byModel());
    }

    @GetMapping("/hosts")
    ApiResponse<PageView<HostSummary>> hosts(PageQuery query) {
        List<HostSummary> items = hosts.list(query.limit(), query.offset()).stream()
                .map(host -> new HostSummary(
                        host.id(),
                        host.name(),
                        host.runtime(),
                        host.totalGpu(),
                        host.usedGpu(),
                        host.status(),
                        host.labels()))
                .toList();
        return ApiResponse.of(PageView.of(query, items, hosts.count()));
    }
}
