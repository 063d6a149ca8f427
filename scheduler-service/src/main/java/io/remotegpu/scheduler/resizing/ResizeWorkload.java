package io.remotegpu.scheduler.resizing;

import static java.util.Objects.requireNonNullElse;

import io.remotegpu.contracts.Command;
import io.remotegpu.contracts.Event;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.RestoreResources;
import io.remotegpu.contracts.NodeCommand.UpdateResources;
import io.remotegpu.contracts.NodeEvent.ResourcesNotUpdated;
import io.remotegpu.contracts.NodeEvent.ResourcesRestored;
import io.remotegpu.contracts.NodeEvent.ResourcesUpdated;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.SchedulerEvent.EnvResizeRefused;
import io.remotegpu.contracts.SchedulerEvent.EnvResized;
import io.remotegpu.contracts.SchedulerEvent.ResourcesHeld;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.saga.Failure;
import io.remotegpu.saga.Saga;
import io.remotegpu.scheduler.leases.ResizeCommand.GiveBackResources;
import io.remotegpu.scheduler.leases.ResizeCommand.HoldResources;
import io.remotegpu.scheduler.leases.ResizeCommand.SettleResources;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives a running workload another size. Its lease holds the larger of both sizes until its host has said which of them is true, so that
 * what was promised to others is there in every case.
 */
record ResizeWorkload(
        WorkloadId id,
        HostId hostId,
        long epoch,
        UUID changeId,
        Size old,
        Size wanted,
        @Nullable EnvResizeRefused refusal,
        @Nullable String hostSaid) {

    /** @param cpu cores
     *  @param memory MiB */
    record Size(double cpu, int memory) {}

    // spotless:off
    static final Saga<ResizeWorkload> SAGA = Saga.saga("resize-workload", 1, ResizeWorkload.class)
        .remembering(ResizeWorkload::with)
        .concerning(ResizeWorkload::concerns)
        .step("hold")  .local(ResizeWorkload::holdResources)  .done(ResourcesHeld.class)   .failed(EnvResizeRefused.class)
                       .undoLocal(ResizeWorkload::giveBack)                                .undone(ResourcesHeld.class)
        .step("update").send(ResizeWorkload::updateResources) .done(ResourcesUpdated.class).failed(ResourcesNotUpdated.class).within(Duration.ofMinutes(1))
                       .undo(ResizeWorkload::restoreResources)                             .undone(ResourcesRestored.class)
        .step("settle").local(ResizeWorkload::settleResources).done(EnvResized.class)
        .build();
    // spotless:on

    private boolean concerns(Event event) {
        return !(event instanceof WorkloadEvent fact)
                || (fact.epoch() == epoch && fact.hostId().equals(hostId));
    }

    private ResizeWorkload with(Event event) {
        var refused = event instanceof EnvResizeRefused fact ? fact : refusal;
        var words = event instanceof ResourcesNotUpdated fact ? fact.reason() : hostSaid;
        return new ResizeWorkload(id, hostId, epoch, changeId, old, wanted, refused, words);
    }

    private HoldResources holdResources() {
        return new HoldResources(id, epoch, changeId, wanted.cpu(), wanted.memory());
    }

    private GiveBackResources giveBack() {
        return new GiveBackResources(id, epoch, old.cpu(), old.memory());
    }

    private Command updateResources() {
        return new UpdateResources(hostId, id, epoch, wanted.cpu(), wanted.memory());
    }

    private Command restoreResources() {
        return new RestoreResources(hostId, id, epoch, old.cpu(), old.memory());
    }

    private SettleResources settleResources() {
        return new SettleResources(id, epoch, changeId, wanted.cpu(), wanted.memory());
    }

    EnvResizeRefused refusedBecause(Failure failure) {
        String words = requireNonNullElse(hostSaid, "host " + hostId + " did not answer: " + failure.reason());
        return refusal == null ? new EnvResizeRefused(id, changeId, words, null, null) : refusal;
    }
}
