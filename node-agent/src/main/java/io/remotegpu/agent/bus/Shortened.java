package io.remotegpu.agent.bus;

import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.workload.GpuEvidence;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The same fact with less to read, for a broker that takes no more; empty if nothing in it can be left out. */
final class Shortened {
    private static final int WORDS = 500;
    private static final int PROCESSES = 5;

    private Shortened() {}

    static Optional<NodeEvent> of(NodeEvent event) {
        NodeEvent shorter =
                switch (event) {
                    case NodeEvent.ContainerFailed(var host, var id, var epoch, var cause, var reason, var port) ->
                        new NodeEvent.ContainerFailed(host, id, epoch, cause, words(reason), port);
                    case NodeEvent.ContainerExited(
                            var host,
                            var id,
                            var epoch,
                            var code,
                            var memory,
                            var why,
                            var at) -> new NodeEvent.ContainerExited(host, id, epoch, code, memory, words(why), at);
                    case NodeEvent.GpuDirty(var host, var id, var epoch, var evidence) ->
                        new NodeEvent.GpuDirty(host, id, epoch, evidence(evidence));
                    case NodeEvent.ResourcesNotUpdated(var host, var id, var epoch, var reason) ->
                        new NodeEvent.ResourcesNotUpdated(host, id, epoch, words(reason));
                    case NodeEvent.SnapshotNotCommitted(var host, var id, var epoch, var snapshot, var reason) ->
                        new NodeEvent.SnapshotNotCommitted(host, id, epoch, snapshot, words(reason));
                    case NodeEvent.SnapshotNotRemoved(var host, var id, var epoch, var snapshot, var reason) ->
                        new NodeEvent.SnapshotNotRemoved(host, id, epoch, snapshot, words(reason));
                    case NodeEvent.ResourcesUpdated updated -> updated;
                    case NodeEvent.ResourcesRestored restored -> restored;
                    case NodeEvent.SnapshotCommitted committed -> committed;
                    case NodeEvent.SnapshotRemoved removed -> removed;
                    case NodeEvent.GpuVerifiedClean clean -> clean;
                    case NodeEvent.ContainerStarted started -> started;
                    case NodeEvent.ContainerStopped stopped -> stopped;
                    case NodeEvent.WorkloadRemoved removed -> removed;
                    case NodeEvent.HostRegistered registered -> registered;
                    case NodeEvent.HostHeartbeat heartbeat -> heartbeat;
                };
        return shorter.equals(event) ? Optional.empty() : Optional.of(shorter);
    }

    private static List<GpuEvidence> evidence(List<GpuEvidence> all) {
        return all.stream()
                .map(one -> new GpuEvidence(
                        one.uuid(), one.memoryUsed(), processes(one), problem(one.problem()), one.checkedAt()))
                .toList();
    }

    private static List<String> processes(GpuEvidence evidence) {
        return evidence.processes().stream()
                .limit(PROCESSES)
                .map(Shortened::words)
                .toList();
    }

    private static @Nullable String problem(@Nullable String problem) {
        return problem == null ? null : words(problem);
    }

    private static String words(String text) {
        return text.length() <= WORDS ? text : text.substring(0, WORDS) + "[…]";
    }
}
