package io.remotegpu.benchmarks.fleet;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeCommand.SetAuthorizedKeys;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.AttestedWorkload;
import io.remotegpu.contracts.workload.GpuEvidence;
import io.remotegpu.contracts.workload.GpuInventory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Says what an agent would say, at once: its containers start and end in no time and its GPUs are always clean. */
final class SimulatedHost {
    private static final int CORES = 128;
    private static final int MEMORY = 1 << 20;
    private static final int GPU_MEMORY = 81_920;
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 20_999;

    private final HostId id;
    private final int gpus;
    private final long begun = System.nanoTime();
    private final Map<WorkloadId, Long> running = new ConcurrentHashMap<>();

    SimulatedHost(HostId id, int gpus) {
        this.id = id;
        this.gpus = gpus;
    }

    HostId id() {
        return id;
    }

    NodeEvent registration() {
        List<GpuInventory> inventory = IntStream.range(0, gpus)
                .mapToObj(index -> new GpuInventory(
                        "GPU-" + id + "-" + index, index, "NVIDIA A100", "NVIDIA", "Ampere", GPU_MEMORY, "580", true))
                .toList();
        return new HostRegistered(
                id,
                id.value(),
                "127.0.0.1",
                "traditional",
                "docker",
                "bench",
                CORES,
                MEMORY,
                inventory,
                FIRST_PORT,
                LAST_PORT,
                Map.of());
    }

    NodeEvent heartbeat() {
        long uptime = (System.nanoTime() - begun) / 1_000_000;
        List<AttestedWorkload> attested = running.entrySet().stream()
                .map(run -> new AttestedWorkload(run.getKey(), run.getValue(), AttestedWorkload.State.RUNNING, uptime))
                .toList();
        return new HostHeartbeat(id, Instant.now(), uptime, attested);
    }

    /** Empty where an agent says nothing. */
    Optional<NodeEvent> answer(NodeCommand command) {
        return switch (command) {
            case StartContainer start -> Optional.of(started(start));
            case StopContainer stop -> Optional.of(stopped(stop));
            case VerifyGpus verify -> Optional.of(clean(verify));
            case RemoveWorkload remove -> Optional.of(new WorkloadRemoved(id, remove.workloadId(), remove.epoch()));
            case SetAuthorizedKeys _ -> Optional.empty();
            case NodeCommand.UpdateResources _,
                    NodeCommand.RestoreResources _,
                    NodeCommand.SnapshotCommand _,
                    NodeCommand.HomeCommand _ ->
                throw new IllegalStateException("nobody asked the scheduler for " + command);
        };
    }

    private NodeEvent started(StartContainer start) {
        running.put(start.workloadId(), start.epoch());
        return new ContainerStarted(id, start.workloadId(), start.epoch(), "c-" + start.epoch(), Instant.now());
    }

    private NodeEvent stopped(StopContainer stop) {
        Instant at = running.remove(stop.workloadId()) == null ? null : Instant.now();
        return new ContainerStopped(id, stop.workloadId(), stop.epoch(), at);
    }

    private NodeEvent clean(VerifyGpus verify) {
        List<GpuEvidence> evidence = verify.gpus().stream()
                .map(uuid -> new GpuEvidence(uuid, 0, List.of(), null, Instant.now()))
                .toList();
        return new GpuVerifiedClean(id, verify.workloadId(), verify.epoch(), evidence);
    }
}
