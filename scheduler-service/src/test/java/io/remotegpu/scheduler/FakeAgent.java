package io.remotegpu.scheduler;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeCommand.SetAuthorizedKeys;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.AttestedWorkload;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.GpuEvidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A fake: answers commands as a host's agent promises to, but runs no containers and has no GPUs. It notices promises broken by the scheduler. */
public final class FakeAgent {
    public static final int FIRST_PORT = 20000;

    private final HostId host;
    private final int gpus;
    private final Consumer<NodeEvent> say;
    private final Map<WorkloadId, StartContainer> running = new ConcurrentHashMap<>();
    private final List<StartContainer> everStarted = new CopyOnWriteArrayList<>();
    private final List<String> broken = new CopyOnWriteArrayList<>();
    private final List<NodeCommand> ignored = new CopyOnWriteArrayList<>();
    private final AtomicInteger portsTaken = new AtomicInteger();
    private volatile Predicate<NodeCommand> deaf = command -> false;
    private volatile @Nullable FailureCause failing;
    private volatile @Nullable String dirty;
    private volatile List<String> authorizedKeys = List.of();
    public final FakeEngine engine = new FakeEngine();
    public final FakeHomes homes = new FakeHomes();

    FakeAgent(String name, int gpus, Consumer<NodeEvent> say) {
        this.host = new HostId(name);
        this.gpus = gpus;
        this.say = say;
    }

    public HostId host() {
        return host;
    }

    /** The containers it was asked to run, each counted once. */
    public List<StartContainer> everStarted() {
        return List.copyOf(everStarted);
    }

    public Map<WorkloadId, StartContainer> running() {
        return Map.copyOf(running);
    }

    /** What the scheduler must never ask for but did. */
    public List<String> broken() {
        return List.copyOf(broken);
    }

    public List<NodeCommand> ignored() {
        return List.copyOf(ignored);
    }

    public List<String> authorizedKeys() {
        return authorizedKeys;
    }

    /** From now on it does not hear these commands. */
    public void ignores(Predicate<NodeCommand> commands) {
        deaf = commands;
    }

    /** From now on no container starts, for this cause; null to be well again. */
    public void failsToStart(@Nullable FailureCause cause) {
        failing = cause;
    }

    /** The next start finds its port taken. */
    public void hasAPortTaken() {
        portsTaken.set(1);
    }

    /** From now on its GPUs cannot be shown clean; null to be well again. */
    public void isDirty(@Nullable String problem) {
        dirty = problem;
    }

    public void register() {
        register(gpus);
    }

    public void register(int presentGpus) {
        say.accept(Workloads.registration(host, presentGpus));
    }

    public void heartbeat() {
        List<AttestedWorkload> attested = running.values().stream()
                .map(start ->
                        new AttestedWorkload(start.workloadId(), start.epoch(), AttestedWorkload.State.RUNNING, 1000))
                .toList();
        say.accept(new HostHeartbeat(host, Instant.now(), 1000, attested));
    }

    /** Carries out commands that it did not hear before. */
    public void answers(List<NodeCommand> commands) {
        commands.forEach(this::carryOut);
    }

    /** The container is gone and nobody said so. */
    public void loses(WorkloadId workload) {
        running.remove(workload);
    }

    void hear(NodeCommand command) {
        if (deaf.test(command)) {
            ignored.add(command);
        } else {
            carryOut(command);
        }
    }

    private void carryOut(NodeCommand command) {
        switch (command) {
            case StartContainer start -> start(start);
            case StopContainer stop -> {
                Instant stoppedAt = running.remove(stop.workloadId()) == null ? null : Instant.now();
                say.accept(new ContainerStopped(host, stop.workloadId(), stop.epoch(), stoppedAt));
            }
            case VerifyGpus verify -> verify(verify);
            case RemoveWorkload remove -> say.accept(homes.removed(remove));
            case SetAuthorizedKeys keys -> authorizedKeys = keys.authorizedKeys();
            case NodeCommand.UpdateResources update -> say.accept(engine.answer(update));
            case NodeCommand.RestoreResources restore -> say.accept(engine.answer(restore));
            case NodeCommand.SnapshotCommand snapshot -> say.accept(engine.answer(snapshot));
            case NodeCommand.HomeCommand home -> say.accept(homes.answer(home));
        }
    }

    private void start(StartContainer start) {
        FailureCause cause =
                portsTaken.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? FailureCause.PORT_TAKEN : failing;
        if (cause != null) {
            Integer port =
                    cause == FailureCause.PORT_TAKEN ? start.ports().getFirst().externalPort() : null;
            say.accept(
                    new ContainerFailed(host, start.workloadId(), start.epoch(), cause, "engine says " + cause, port));
            return;
        }
        StartContainer before = running.put(start.workloadId(), start);
        if (before == null) {
            everStarted.add(start);
            noticeSharedGpus(start);
        }
        authorizedKeys = start.authorizedKeys();
        say.accept(new ContainerStarted(host, start.workloadId(), start.epoch(), "c-" + start.epoch(), Instant.now()));
    }

    private void noticeSharedGpus(StartContainer start) {
        start.gpus().forEach(gpu -> {
            int held = running.values().stream()
                    .filter(other -> other.gpus().contains(gpu))
                    .mapToInt(other -> Workloads.milli(other.workload()))
                    .sum();
            if (held > Workloads.WHOLE) {
                broken.add(start.workloadId() + " shares a GPU of which there is not enough left");
            }
        });
    }

    private void verify(VerifyGpus verify) {
        boolean held = running.values().stream()
                .anyMatch(other -> other.gpus().stream().anyMatch(verify.gpus()::contains));
        String problem = held ? "a workload runs on it" : dirty;
        List<GpuEvidence> evidence = verify.gpus().stream()
                .map(uuid -> new GpuEvidence(uuid, 0, List.of(), problem, Instant.now()))
                .toList();
        say.accept(
                problem == null
                        ? new GpuVerifiedClean(host, verify.workloadId(), verify.epoch(), evidence)
                        : new GpuDirty(host, verify.workloadId(), verify.epoch(), evidence));
    }
}
