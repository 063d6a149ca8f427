package io.remotegpu.agent.bus;

import io.remotegpu.contracts.GpuAccessLost;
import io.remotegpu.contracts.GpuAccessRestored;
import io.remotegpu.contracts.GpuHealthChanged;
import io.remotegpu.contracts.HomeAwaited;
import io.remotegpu.contracts.HomeNotReceived;
import io.remotegpu.contracts.HomeNotSent;
import io.remotegpu.contracts.HomeReceived;
import io.remotegpu.contracts.HomeSent;
import io.remotegpu.contracts.ImageNotPulled;
import io.remotegpu.contracts.ImagePullProgressed;
import io.remotegpu.contracts.ImagePulled;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.NodeEvent.ResourcesRestored;
import io.remotegpu.contracts.NodeEvent.ResourcesUpdated;
import io.remotegpu.contracts.NodeEvent.SnapshotCommitted;
import io.remotegpu.contracts.NodeEvent.SnapshotRemoved;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.workload.GpuEvidence;
import io.remotegpu.contracts.workload.GpuHealthCause;
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
                    case NodeEvent.ContainerFailed failed -> failed(failed);
                    case NodeEvent.ContainerExited exited -> exited(exited);
                    case NodeEvent.GpuDirty dirty -> dirty(dirty);
                    case NodeEvent.ResourcesNotUpdated refused -> refused(refused);
                    case NodeEvent.SnapshotNotCommitted refused -> refused(refused);
                    case NodeEvent.SnapshotNotRemoved refused -> refused(refused);
                    case GpuHealthChanged changed -> changed(changed);
                    case GpuAccessLost lost -> lost(lost);
                    case HomeNotSent refused -> refused(refused);
                    case HomeNotReceived refused -> refused(refused);
                    case ImageNotPulled refused -> refused(refused);
                    case ImagePulled _, ImagePullProgressed _ -> event;
                    case GpuAccessRestored _, HomeAwaited _, HomeSent _, HomeReceived _ -> event;
                    case ResourcesUpdated _, ResourcesRestored _, SnapshotCommitted _, SnapshotRemoved _ -> event;
                    case GpuVerifiedClean _, ContainerStarted _, ContainerStopped _, WorkloadRemoved _ -> event;
                    case HostRegistered _, HostHeartbeat _ -> event;
                };
        return shorter.equals(event) ? Optional.empty() : Optional.of(shorter);
    }

    private static NodeEvent failed(NodeEvent.ContainerFailed fact) {
        return new NodeEvent.ContainerFailed(
                fact.hostId(), fact.workloadId(), fact.epoch(), fact.cause(), words(fact.reason()), fact.port());
    }

    private static NodeEvent exited(NodeEvent.ContainerExited fact) {
        return new NodeEvent.ContainerExited(
                fact.hostId(),
                fact.workloadId(),
                fact.epoch(),
                fact.exitCode(),
                fact.outOfMemory(),
                words(fact.reason()),
                fact.exitedAt());
    }

    private static NodeEvent dirty(NodeEvent.GpuDirty fact) {
        return new NodeEvent.GpuDirty(fact.hostId(), fact.workloadId(), fact.epoch(), evidence(fact.evidence()));
    }

    private static NodeEvent changed(GpuHealthChanged fact) {
        List<GpuHealthCause> causes = fact.causes().stream()
                .map(cause -> new GpuHealthCause(cause.kind(), words(cause.evidence())))
                .toList();
        return new GpuHealthChanged(fact.hostId(), fact.gpu(), fact.health(), causes, fact.at());
    }

    private static NodeEvent lost(GpuAccessLost fact) {
        return new GpuAccessLost(fact.hostId(), fact.workloadId(), fact.epoch(), fact.since(), words(fact.reason()));
    }

    private static NodeEvent refused(NodeEvent.ResourcesNotUpdated fact) {
        return new NodeEvent.ResourcesNotUpdated(fact.hostId(), fact.workloadId(), fact.epoch(), words(fact.reason()));
    }

    private static NodeEvent refused(NodeEvent.SnapshotNotCommitted fact) {
        return new NodeEvent.SnapshotNotCommitted(
                fact.hostId(), fact.workloadId(), fact.epoch(), fact.snapshotId(), words(fact.reason()));
    }

    private static NodeEvent refused(NodeEvent.SnapshotNotRemoved fact) {
        return new NodeEvent.SnapshotNotRemoved(
                fact.hostId(), fact.workloadId(), fact.epoch(), fact.snapshotId(), words(fact.reason()));
    }

    private static NodeEvent refused(HomeNotSent fact) {
        return new HomeNotSent(fact.hostId(), fact.workloadId(), fact.epoch(), words(fact.reason()));
    }

    private static NodeEvent refused(HomeNotReceived fact) {
        return new HomeNotReceived(fact.hostId(), fact.workloadId(), fact.epoch(), words(fact.reason()));
    }

    private static NodeEvent refused(ImageNotPulled fact) {
        return new ImageNotPulled(fact.hostId(), fact.pullId(), fact.image(), words(fact.reason()));
    }

    private static List<GpuEvidence> evidence(List<GpuEvidence> all) {
        return all.stream()
                .map(one -> new GpuEvidence(
                        one.uuid(),
                        one.memoryUsed(),
                        processes(one),
                        told(one.problem()),
                        one.checkedAt(),
                        one.kernelLogRead(),
                        told(one.lastXid()),
                        told(one.reset())))
                .toList();
    }

    private static List<String> processes(GpuEvidence evidence) {
        return evidence.processes().stream()
                .limit(PROCESSES)
                .map(Shortened::words)
                .toList();
    }

    private static @Nullable String told(@Nullable String text) {
        return text == null ? null : words(text);
    }

    private static String words(String text) {
        return text.length() <= WORDS ? text : text.substring(0, WORDS) + "[…]";
    }
}
