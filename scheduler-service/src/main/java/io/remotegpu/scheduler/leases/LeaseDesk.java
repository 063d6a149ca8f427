package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.Event;
import io.remotegpu.contracts.SchedulerEvent.GpuRefused;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.saga.runtime.LocalCommandHandler;
import io.remotegpu.scheduler.leases.LeaseCommand.ReleaseGpus;
import io.remotegpu.scheduler.leases.LeaseCommand.ReserveGpus;
import io.remotegpu.scheduler.placement.Placed;
import io.remotegpu.scheduler.placement.PlacementRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Gives and takes back leases, inside the saga's transaction. What it gave and took it tells the world. */
@Component
class LeaseDesk implements LocalCommandHandler<LeaseCommand> {
    private final Fleet fleet;
    private final LeaseStore leases;
    private final Decisions decisions;
    private final KeptHosts kept;
    private final Outbox outbox;
    private final ApplicationEventPublisher application;

    LeaseDesk(
            Fleet fleet,
            LeaseStore leases,
            Decisions decisions,
            KeptHosts kept,
            Outbox outbox,
            ApplicationEventPublisher application) {
        this.fleet = fleet;
        this.leases = leases;
        this.decisions = decisions;
        this.kept = kept;
        this.outbox = outbox;
        this.application = application;
    }

    @Override
    public Class<LeaseCommand> handles() {
        return LeaseCommand.class;
    }

    @Override
    public Event carryOut(LeaseCommand command) {
        return switch (command) {
            case ReserveGpus reserve -> reserve(reserve);
            case ReleaseGpus release -> release(release);
        };
    }

    private Event reserve(ReserveGpus command) {
        Optional<GpuReserved> before = leases.held(command.workloadId());
        if (before.isPresent()) {
            return before.get();
        }
        fleet.lockForPlacement();
        var request = new PlacementRequest(command.workload(), command.home(), Set.copyOf(command.avoided()));
        return switch (fleet.place(command.workloadId(), request)) {
            case Placed.Refusal refusal -> {
                decisions.refused(command.workloadId(), refusal);
                yield new GpuRefused(command.workloadId(), refusal.reason());
            }
            case Placed.Plan plan -> {
                GpuReserved reserved = leases.open(command.workloadId(), command.workload(), plan);
                kept.taken(command.workloadId(), plan.hostId(), request.demand());
                outbox.publish(reserved);
                yield reserved;
            }
        };
    }

    /** The end of a share may take the rest of its GPU from those who are being placed just now, so it takes its turn with them. */
    private Event release(ReleaseGpus command) {
        if (leases.holdsShare(command.epoch())) {
            fleet.lockForPlacement();
        }
        var closed = leases.close(command.workloadId(), command.epoch(), command.dirty());
        closed.ifPresent(released -> {
            outbox.publish(released);
            application.publishEvent(new CapacityFreed());
        });
        return closed.orElseGet(() -> nothingHeld(command));
    }

    /** A repeat, or nothing was ever held: the saga may go on, the others were told already. */
    private static GpuReleased nothingHeld(ReleaseGpus command) {
        return new GpuReleased(command.workloadId(), null, command.epoch(), List.of(), List.of());
    }
}
