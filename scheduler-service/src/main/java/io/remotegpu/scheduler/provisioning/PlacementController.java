package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.scheduler.leases.Lease;
import io.remotegpu.scheduler.leases.Leases;
import io.remotegpu.scheduler.queue.Queue;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where an environment is and why there, or why it waits. */
@RestController
class PlacementController {
    private final AllocationStore allocations;
    private final Leases leases;
    private final Queue queue;

    PlacementController(AllocationStore allocations, Leases leases, Queue queue) {
        this.allocations = allocations;
        this.leases = leases;
        this.queue = queue;
    }

    record PlacementView(
            String environmentId,
            String phase,
            @Nullable String hostId,
            @Nullable String hostName,
            List<LeasedGpu> gpus,
            @Nullable String explanation,
            @Nullable String waitingFor) {}

    @GetMapping("/api/v1/environments/{id}/placement")
    ApiResponse<PlacementView> placement(Caller caller, @PathVariable String id) {
        Allocation allocation = allocations
                .find(workload(id))
                .filter(found -> caller.isAdmin() || found.customerId().equals(caller.id()))
                .orElseThrow(() -> environmentNotFound(id));
        Lease lease = leases.open(allocation.id()).orElse(null);
        return ApiResponse.of(new PlacementView(
                id,
                allocation.phase().wireName(),
                lease == null ? null : lease.hostId().value(),
                lease == null ? null : lease.hostName(),
                lease == null ? List.of() : lease.gpus(),
                lease == null ? null : leases.explanation(lease.epoch()).orElse(null),
                queue.reason(allocation.id()).orElse(null)));
    }

    private static WorkloadId workload(String id) {
        try {
            return new WorkloadId(id);
        } catch (IllegalArgumentException notAnId) {
            throw environmentNotFound(id);
        }
    }

    private static PlatformException environmentNotFound(String id) {
        return new PlatformException(ErrorCode.ENVIRONMENT_NOT_FOUND, "environment not found", Map.of("env_id", id));
    }
}
