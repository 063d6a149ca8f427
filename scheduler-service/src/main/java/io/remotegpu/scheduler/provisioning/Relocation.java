package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.scheduler.leases.Leases;
import io.remotegpu.scheduler.queue.Queue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What moving a home changes of where its workload is and what is made of it next. Every method must run inside a transaction. */
@Component
public class Relocation {
    private static final String ENVIRONMENTS = "env-";

    private final Provisioning provisioning;
    private final AllocationStore allocations;
    private final MovedAllocations moved;
    private final Announcements announcements;
    private final Leases leases;
    private final Queue queue;

    Relocation(
            Provisioning provisioning,
            AllocationStore allocations,
            MovedAllocations moved,
            Announcements announcements,
            Leases leases,
            Queue queue) {
        this.provisioning = provisioning;
        this.allocations = allocations;
        this.moved = moved;
        this.announcements = announcements;
        this.leases = leases;
        this.queue = queue;
    }

    /**
     * A workload as it is now.
     *
     * @param home the host that has its files, null if it has none
     * @param epoch of its latest lease or move
     * @param wantedRunning whether it is to run after the move
     * @param up whether it runs now, so that it has to be stopped first
     * @param obstacle why it cannot move, null if it can
     */
    public record Resident(
            WorkloadId id,
            Workload workload,
            @Nullable HostId home,
            long epoch,
            boolean wantedRunning,
            boolean up,
            @Nullable String obstacle) {}

    /** Locked until the transaction ends, together with its saga. */
    public Optional<Resident> lock(WorkloadId id) {
        return provisioning
                .lock(id)
                .map(known -> new Resident(
                        known.id(),
                        known.workload(),
                        known.home(),
                        known.epoch(),
                        known.desired() == Desired.RUNNING,
                        known.phase() == Phase.RUNNING,
                        obstacle(known)));
    }

    /** It is to leave; what runs is stopped first. {@code start}: it is wanted running from now on. {@link Departing} follows. */
    public void depart(WorkloadId id, boolean start) {
        if (start) {
            allocations.want(id, Desired.RUNNING, false);
        }
        moved.departing(id, true);
        provisioning.reconcile(id);
    }

    /** Its home is on the way from now on. */
    public void begin(WorkloadId id) {
        queue.remove(id);
        moved.departing(id, false);
        allocations.phase(id, Phase.MOVING);
    }

    /** It does not leave after all, and nothing has happened to it. */
    public void stay(WorkloadId id) {
        moved.departing(id, false);
        provisioning.reconcile(id);
    }

    /** It is wanted running where it is. */
    public void start(WorkloadId id) {
        provisioning
                .lock(id)
                .filter(known -> known.desired() != Desired.DELETED)
                .ifPresent(known -> {
                    allocations.want(id, Desired.RUNNING, false);
                    if (provisioning.reconcile(id) == NextMove.WAIT) {
                        announcements.repeat(known);
                    }
                });
    }

    /** It is wanted stopped where it is, as in a drain that finds no other place for it. */
    public void stop(WorkloadId id) {
        allocations.want(id, Desired.STOPPED, false);
        provisioning.reconcile(id);
    }

    /** Its home is on that host and nowhere else counts. {@code epoch} of the move. */
    public void arrived(WorkloadId id, HostId host, long epoch) {
        moved.arrived(id, host, newest(id, epoch));
        goOn(id);
    }

    /** Its home is where it was. {@code epoch} is the newest that anybody was told of. */
    public void stayed(WorkloadId id, long epoch) {
        moved.stayed(id, newest(id, epoch));
        goOn(id);
    }

    /** What is held for a start that nobody wants any more goes back like after any stop. */
    private void goOn(WorkloadId id) {
        Allocation allocation = allocations.lock(id).orElseThrow();
        boolean holds = leases.open(id).isPresent();
        if (allocation.desired() == Desired.STOPPED && holds) {
            provisioning.stop(allocation, null);
        } else if (allocation.desired() == Desired.STOPPED) {
            announcements.stopped(id, allocation.epoch(), allocation.stoppedAt());
        } else {
            provisioning.reconcile(allocation);
        }
    }

    private long newest(WorkloadId id, long epoch) {
        return leases.open(id).map(lease -> Math.max(lease.epoch(), epoch)).orElse(epoch);
    }

    private static @Nullable String obstacle(Allocation known) {
        if (!known.id().value().startsWith(ENVIRONMENTS)) {
            return "only environments move";
        }
        if (known.desired() == Desired.DELETED) {
            return "it is being deleted";
        }
        if (known.snapshotId() != null) {
            return "it was made from a snapshot, which stays on its host";
        }
        return switch (known.phase()) {
            case DELETING, DELETED -> "it is being deleted";
            case MOVING -> "it is moving already";
            case UNKNOWN -> "its host is silent, and its home there cannot be reached";
            case STARTING, STOPPING, QUEUED, RUNNING, STOPPED, FAILED ->
                known.home() == null ? "it has no home yet: it never ran" : null;
        };
    }
}
