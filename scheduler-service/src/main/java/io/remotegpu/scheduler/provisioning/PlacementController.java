package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.scheduler.leases.Decisions;
import io.remotegpu.scheduler.leases.Decisions.Recorded;
import io.remotegpu.scheduler.leases.Estimates;
import io.remotegpu.scheduler.leases.Estimates.Estimate;
import io.remotegpu.scheduler.leases.Fleet;
import io.remotegpu.scheduler.leases.Lease;
import io.remotegpu.scheduler.leases.Leases;
import io.remotegpu.scheduler.members.WorkspaceMembers;
import io.remotegpu.scheduler.notices.StopNotices;
import io.remotegpu.scheduler.notices.StopNotices.Notice;
import io.remotegpu.scheduler.placement.CounterOffer;
import io.remotegpu.scheduler.queue.Queue;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where an environment is and why there, or why it waits, until when, and what would start now. */
@RestController
class PlacementController {
    private final AllocationStore allocations;
    private final Leases leases;
    private final Queue queue;
    private final Fleet fleet;
    private final Decisions decisions;
    private final Estimates estimates;
    private final StopNotices notices;
    private final WorkspaceMembers members;

    PlacementController(
            AllocationStore allocations,
            Leases leases,
            Queue queue,
            Fleet fleet,
            Decisions decisions,
            Estimates estimates,
            StopNotices notices,
            WorkspaceMembers members) {
        this.allocations = allocations;
        this.leases = leases;
        this.queue = queue;
        this.fleet = fleet;
        this.decisions = decisions;
        this.estimates = estimates;
        this.notices = notices;
        this.members = members;
    }

    record PlacementView(
            String environmentId,
            String phase,
            @Nullable String hostId,
            @Nullable String hostName,
            List<LeasedGpu> gpus,
            @Nullable String explanation,
            @Nullable Recorded decision,
            @Nullable String waitingFor,
            @Nullable Place queue,
            @Nullable Estimate estimatedStart,
            @Nullable CounterOffer startsNow,
            @Nullable Instant stopsAt,
            @Nullable String stopsBecause) {}

    /**
     * Where it stands in the queue.
     *
     * @param position 1 for who is tried first
     * @param standing its priority, grown with age
     */
    record Place(long position, int standing, Instant since) {
        static Place of(Queue.Waiting waiting) {
            return new Place(waiting.position(), waiting.standing(), waiting.queuedAt());
        }
    }

    @GetMapping("/api/v1/environments/{id}/placement")
    ApiResponse<PlacementView> placement(Caller caller, @PathVariable String id) {
        Allocation allocation = allocations
                .find(workload(id))
                .filter(found -> mayBeSeenBy(caller, found))
                .orElseThrow(() -> environmentNotFound(id));
        Lease lease = leases.open(allocation.id()).orElse(null);
        return ApiResponse.of(lease == null ? waiting(allocation, caller) : placed(allocation, lease, caller));
    }

    /** As everywhere else, everybody in its workspace sees an environment. */
    private boolean mayBeSeenBy(Caller caller, Allocation allocation) {
        return caller.isAdmin()
                || allocation.customerId().equals(caller.id())
                || members.isIn(allocation.workspaceId(), caller.id());
    }

    private PlacementView placed(Allocation allocation, Lease lease, Caller caller) {
        Recorded decision = decisions.of(lease.epoch()).orElse(null);
        Notice notice = notices.of(allocation.id())
                .filter(told -> told.epoch() == lease.epoch())
                .orElse(null);
        return new PlacementView(
                allocation.id().value(),
                allocation.phase().wireName(),
                lease.hostId().value(),
                lease.hostName(),
                lease.gpus(),
                decision == null ? null : decision.explanation(),
                visible(decision, caller),
                null,
                null,
                null,
                null,
                notice == null ? null : notice.stopsAt(),
                notice == null ? null : notice.reason());
    }

    private PlacementView waiting(Allocation allocation, Caller caller) {
        boolean waits = allocation.phase() == Phase.QUEUED;
        return new PlacementView(
                allocation.id().value(),
                allocation.phase().wireName(),
                null,
                null,
                List.of(),
                null,
                waits ? visible(decisions.last(allocation.id()).orElse(null), caller) : null,
                queue.reason(allocation.id()).orElse(null),
                queue.of(allocation.id()).map(Place::of).orElse(null),
                waits ? estimates.startOf(allocation.id(), allocation.placementRequest()) : null,
                waits
                        ? fleet.cheapestChange(allocation.id(), allocation.placementRequest())
                                .orElse(null)
                        : null,
                null,
                null);
    }

    /** Which other hosts there are, and how full, is for administrators. */
    private static @Nullable Recorded visible(@Nullable Recorded decision, Caller caller) {
        return caller.isAdmin() ? decision : null;
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
