package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.scheduler.hosts.GpuViews.GpuView;
import io.remotegpu.scheduler.hosts.HostEvents.HostEvent;
import io.remotegpu.scheduler.hosts.HostViews.HostView;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
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
    private final HostDoors doors;
    private final GpuDoors gpuDoors;
    private final HostEvents events;
    private final AdminTrail trail;

    AdminFleetController(
            HostViews hosts, GpuViews gpus, HostDoors doors, GpuDoors gpuDoors, HostEvents events, AdminTrail trail) {
        this.hosts = hosts;
        this.gpus = gpus;
        this.doors = doors;
        this.gpuDoors = gpuDoors;
        this.events = events;
        this.trail = trail;
    }

    /** @param drain with {@code maintenance}: also stop what runs there, or move what lives there to other hosts */
    record NewStatus(
            @NotNull @Pattern(regexp = "online|maintenance|lost", message = "must be online, maintenance or lost")
            String status,

            @Nullable Drain drain) {}

    record NewGpuStatus(
            @NotNull @Pattern(regexp = "available|maintenance", message = "must be available or maintenance")
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
        var host = new HostId(view(id).id());
        Drain drain = body.drain() == null ? Drain.NONE : body.drain();
        switch (body.status()) {
            case "online" -> trail.toHost(caller, host, "online", () -> doors.open(host));
            case "lost" -> trail.toHost(caller, host, "lost", () -> doors.declareLost(host));
            default ->
                trail.toHost(
                        caller, host, drain == Drain.NONE ? "maintenance" : "draining", () -> doors.close(host, drain));
        }
        return ApiResponse.of(view(id));
    }

    @GetMapping("/hosts/{id}/events")
    ApiResponse<PageView<HostEvent>> events(Caller caller, @PathVariable String id, PageQuery query) {
        caller.requireAdmin();
        String host = view(id).id();
        return ApiResponse.of(PageView.of(query, events.list(host, query.limit(), query.offset()), events.count(host)));
    }

    @PutMapping("/gpus/{uuid}/status")
    ApiResponse<GpuView> gpuStatus(Caller caller, @PathVariable String uuid, @Valid @RequestBody NewGpuStatus body) {
        caller.requireAdmin();
        HostId host = new HostId(gpu(uuid).hostId());
        Runnable change = body.status().equals("maintenance") ? () -> gpuDoors.close(uuid) : () -> gpuDoors.open(uuid);
        trail.toGpu(caller, host, uuid, body.status(), change);
        return ApiResponse.of(gpu(uuid));
    }

    @GetMapping("/gpus")
    ApiResponse<PageView<GpuView>> gpus(Caller caller, PageQuery query) {
        caller.requireAdmin();
        return ApiResponse.of(PageView.of(query, gpus.list(query.limit(), query.offset()), gpus.count()));
    }

    private GpuView gpu(String uuid) {
        return gpus.find(uuid).orElseThrow(() -> PlatformException.notFound("gpu", uuid));
    }

    private HostView view(String id) {
        return hosts.find(id).orElseThrow(() -> PlatformException.notFound("host", id));
    }
}
