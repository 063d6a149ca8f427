package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.journal.AcceptedCommand;
import io.remotegpu.agent.journal.Phase;
import io.remotegpu.agent.journal.WorkloadRecord;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.NodeCommand.RestoreResources;
import io.remotegpu.contracts.NodeCommand.UpdateResources;
import io.remotegpu.contracts.NodeEvent.ResourcesNotUpdated;
import io.remotegpu.contracts.NodeEvent.ResourcesRestored;
import io.remotegpu.contracts.NodeEvent.ResourcesUpdated;
import org.jspecify.annotations.Nullable;

/** Carries out UpdateResources and takes it back. */
final class Resizing {
    private final ContainerRuntime runtime;
    private final Answers answers;

    Resizing(ContainerRuntime runtime, Answers answers) {
        this.runtime = runtime;
        this.answers = answers;
    }

    void update(WorkloadLane lane, UpdateResources command, @Nullable String trace) {
        WorkloadRecord known = lane.known();
        String container = running(known, command);
        if (container == null) {
            notUpdated(command, "epoch " + command.epoch() + " of it does not run on this host", trace);
            return;
        }
        try {
            runtime.limits().change(container, command.cpu(), command.memory());
        } catch (RuntimeException refused) {
            notUpdated(command, WorkloadFailure.of(refused).reason(), trace);
            return;
        }
        answers.say(
                new ResourcesUpdated(
                        answers.host(), command.workloadId(), command.epoch(), command.cpu(), command.memory()),
                trace);
    }

    /** Tries until it succeeds or the container is on its way out: what the host does not hold must not be used. */
    void restore(WorkloadLane lane, AcceptedCommand accepted, RestoreResources command) {
        Persistently.run("restoring the size of " + command.workloadId(), () -> {
            String container = running(lane.known(), command);
            if (container != null && !lane.isOvertaken(command.epoch())) {
                runtime.limits().restore(container, command.cpu(), command.memory());
            }
        });
        answers.say(
                new ResourcesRestored(answers.host(), command.workloadId(), command.epoch()), accepted.traceparent());
    }

    private static @Nullable String running(WorkloadRecord known, NodeCommand command) {
        return known.phase() == Phase.RUNNING && known.epoch() == command.epoch() ? known.containerId() : null;
    }

    private void notUpdated(UpdateResources command, String reason, @Nullable String trace) {
        answers.say(new ResourcesNotUpdated(answers.host(), command.workloadId(), command.epoch(), reason), trace);
    }
}
