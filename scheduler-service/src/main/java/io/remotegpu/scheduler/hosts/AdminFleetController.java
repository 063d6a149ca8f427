package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.scheduler.hosts.GpuViews.GpuView;
import io.remotegpu.scheduler.hosts.HostViews.HostView;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The fleet for those who run it. */
@RestController
@RequestMapping("/api/v1/admin")
class AdminFleetController {
    private final HostViews hosts;
    private final GpuViews gpus;
    private final HostRegistry registry;

    AdminFleetController(HostViews hosts, GpuViews gpus, HostRegistry registry) {
        this.hosts = hosts;
        this.gpus = gpus;
        this.registry = registry;
    }

    record NewStatus(
            @NotNull @Pattern(regexp = "online|maintenance", message = "must be online or maintenance")
            String status) {}

    @GetMapping("/hosts")
    ApiResponse<PageView<HostView>> hosts(Caller caller, PageQuery query) {
        caller.requireAdmin();
        return ApiResponse.of(PageView.of(query, hosts.list(query.limit(), query.offset()), hosts.count()));
    }

    @GetMapping("/hosts/{id}")
    ApiResponse<HostView> host(Caller caller, @PathVariable String id) {
        caller.requireAdmin();
        return ApiResponse.of(view(id));
    }

    @PutMapping("/hosts/{id}/status")
    ApiResponse<HostView> status(Caller caller, @PathVariable String id, @Valid @RequestBody NewStatus body) {
        caller.requireAdmin();
        HostView host = view(id);
        registry.maintenance(new HostId(host.id()), body.status().equals("maintenance"));
        return ApiResponse.of(view(id));
    }

    @GetMapping("/gpus")
    ApiResponse<PageView<GpuView>> gpus(Caller caller, PageQuery query) {
        caller.requireAdmin();
        return ApiResponse.of(PageView.of(query, gpus.list(query.limit(), query.offset()), gpus.count()));
    }

    private HostView view(String id) {
        return hosts.find(id).orElseThrow(() -> PlatformException.notFound("host", id));
    }
}
