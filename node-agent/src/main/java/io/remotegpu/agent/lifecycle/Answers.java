package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.journal.Exit;
import io.remotegpu.agent.journal.WorkloadRecord;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.WorkloadId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The agent's facts about workloads, said in full. */
final class Answers {
    private final HostId host;
    private final NodeEvents events;

    Answers(HostId host, NodeEvents events) {
        this.host = host;
        this.events = events;
    }

    void started(WorkloadRecord known, @Nullable String trace) {
        say(
                new ContainerStarted(
                        host,
                        known.workloadId(),
                        known.epoch(),
                        Objects.requireNonNull(known.containerId(), "a running workload has a container"),
                        Objects.requireNonNull(known.startedAt(), "a running workload has started")),
                trace);
    }

    void failed(NodeCommand command, WorkloadFailure failure, @Nullable String trace) {
        say(
                new ContainerFailed(
                        host,
                        command.workloadId(),
                        command.epoch(),
                        failure.cause(),
                        failure.reason(),
                        failure.port(),
                        failure.logTail()),
                trace);
    }

    void stopped(NodeCommand command, @Nullable Instant at, @Nullable String trace) {
        say(new ContainerStopped(host, command.workloadId(), command.epoch(), at), trace);
    }

    void removed(NodeCommand command, @Nullable String trace) {
        say(new WorkloadRemoved(host, command.workloadId(), command.epoch()), trace);
    }

    /** An exit is one fact, however often it is told: its id follows from the workload and the epoch. */
    void exited(WorkloadId workload, long epoch, Exit exit) {
        String name = host + "/" + workload + "/" + epoch + "/exited";
        events.publish(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                new ContainerExited(
                        host,
                        workload,
                        epoch,
                        exit.code(),
                        exit.outOfMemory(),
                        exit.reason(),
                        exit.at(),
                        exit.logTail()),
                null);
    }

    HostId host() {
        return host;
    }

    void say(NodeEvent event, @Nullable String trace) {
        events.publish(UUID.randomUUID(), event, trace);
    }
}
