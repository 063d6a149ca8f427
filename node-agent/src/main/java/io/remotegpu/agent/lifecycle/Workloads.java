package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.data.DataFolders;
import io.remotegpu.agent.files.WorkloadFolders;
import io.remotegpu.agent.gpu.GpuInspector;
import io.remotegpu.agent.hooks.GpuHolders;
import io.remotegpu.agent.hooks.KeysFolders;
import io.remotegpu.agent.hooks.WorkloadHooks;
import io.remotegpu.agent.journal.AcceptedCommand;
import io.remotegpu.agent.journal.Journal;
import io.remotegpu.agent.journal.Phase;
import io.remotegpu.agent.journal.WorkloadRecord;
import io.remotegpu.agent.moving.Arrivals;
import io.remotegpu.agent.moving.HomeReceiver;
import io.remotegpu.agent.moving.HomeSender;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.ContainerSummary;
import io.remotegpu.agent.runtime.PullProgress;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.AttestedWorkload;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All workloads of this host: takes commands, carries them out in order per workload, answers for each. */
public final class Workloads implements GpuHolders {
    /** A move waits so long for a platform that does not answer; it would begin anew after that. */
    private static final Duration PLATFORM_AWAY = Duration.ofMinutes(15);

    private final Map<WorkloadId, WorkloadLane> lanes = new ConcurrentHashMap<>();
    private final Journal journal;
    private final ContainerRuntime runtime;
    private final Starting starting;
    private final Stopping stopping;
    private final Verifying verifying;
    private final Authorizing authorizing;
    private final Resizing resizing;
    private final Snapshotting snapshotting;
    private final Moving moving;
    private final Exits exits;

    public Workloads(
            HostId host,
            Journal journal,
            ContainerRuntime runtime,
            KeysFolders keys,
            WorkloadFolders files,
            DataFolders data,
            Arrivals arrivals,
            GpuInspector inspector,
            NodeEvents events,
            Clock clock) {
        this.journal = journal;
        this.runtime = runtime;
        Answers answers = new Answers(host, events);
        WorkloadHooks hooks = new WorkloadHooks(runtime, keys, files, data, arrivals, inspector, this);
        this.starting = new Starting(runtime, hooks, answers);
        this.stopping = new Stopping(hooks, answers, clock);
        this.verifying = new Verifying(inspector, this, answers);
        this.authorizing = new Authorizing(keys, runtime);
        this.resizing = new Resizing(runtime, answers);
        this.snapshotting = new Snapshotting(runtime.snapshots(), answers);
        this.moving = new Moving(
                new HomeSender(runtime.homes(), PLATFORM_AWAY),
                new HomeReceiver(runtime, arrivals, PLATFORM_AWAY),
                answers);
        this.exits = new Exits(runtime, answers, clock);
    }

    /** Finds again what an earlier agent left, and goes on with what it had accepted. Must have returned before the first command. */
    public void recover() {
        new Recovery(journal, runtime).load().forEach(known -> {
            WorkloadLane lane = new WorkloadLane(journal, known);
            lanes.put(known.workloadId(), lane);
            if (known.phase() == Phase.RUNNING) {
                lane.runClock().start(System.nanoTime());
            }
            lane.enqueue(() -> exits.look(lane));
            known.pending().forEach(accepted -> lane.enqueue(() -> handle(lane, accepted)));
        });
        runtime.onExit(this::lookAt);
    }

    /** Once this has returned the command is in the journal and will be answered, whatever happens. */
    public void accept(NodeCommand command, @Nullable String traceparent) {
        WorkloadLane lane =
                lanes.computeIfAbsent(command.workloadId(), id -> new WorkloadLane(journal, WorkloadRecord.fresh(id)));
        AcceptedCommand accepted = new AcceptedCommand(command, traceparent);
        lane.accept(accepted);
        lane.enqueue(() -> handle(lane, accepted));
    }

    /** What runs, by the runtime's own list. Throws if the runtime does not answer: nothing is attested unseen. */
    public List<AttestedWorkload> attest() {
        Set<String> running = runtime.list().stream()
                .filter(ContainerSummary::running)
                .map(ContainerSummary::id)
                .collect(Collectors.toSet());
        lanes.values().forEach(lane -> lookIfGone(lane, running));
        return lanes.values().stream()
                .filter(lane -> lane.known().phase() != Phase.REMOVED)
                .map(WorkloadLane::attest)
                .toList();
    }

    /** The container of a workload that was started here, running or not; the newest if there are two. Asks the runtime. */
    public Optional<String> container(WorkloadId workload) {
        if (!lanes.containsKey(workload)) {
            return Optional.empty();
        }
        return runtime.list().stream()
                .filter(found -> found.workloadId().equals(workload))
                .max(Comparator.comparingLong(ContainerSummary::epoch))
                .map(ContainerSummary::id);
    }

    /** Those whose containers run, as far as is known. */
    public List<RunningWorkload> running() {
        return lanes.values().stream()
                .map(WorkloadLane::known)
                .filter(known -> known.phase() == Phase.RUNNING && known.containerId() != null)
                .map(known -> new RunningWorkload(
                        known.workloadId(), known.epoch(), Objects.requireNonNull(known.containerId()), known.gpus()))
                .toList();
    }

    /** Whether anything of it may be on this host. */
    public boolean keeps(WorkloadId workload) {
        WorkloadLane lane = lanes.get(workload);
        return lane != null && lane.known().phase() != Phase.REMOVED;
    }

    /** @param listener told every few seconds how far the image of a start has come; it may lose some */
    public void onPull(BiConsumer<NodeCommand.StartContainer, PullProgress> listener) {
        starting.tellPulls(listener);
    }

    /** Stops what runs and must not go on; told as an exit with that reason. Does nothing if it does not run any more. */
    public void end(RunningWorkload workload, String reason) {
        WorkloadLane lane = lanes.get(workload.workloadId());
        if (lane != null) {
            lane.enqueue(() -> exits.end(lane, workload, reason));
        }
    }

    @Override
    public List<WorkloadId> holders(String gpu) {
        return lanes.values().stream()
                .map(WorkloadLane::known)
                .filter(known -> known.holdsGpus() && known.gpus().contains(gpu))
                .map(WorkloadRecord::workloadId)
                .toList();
    }

    private void lookIfGone(WorkloadLane lane, Set<String> running) {
        WorkloadRecord known = lane.known();
        if (known.phase() == Phase.RUNNING && known.containerId() != null && !running.contains(known.containerId())) {
            lane.enqueue(() -> exits.look(lane));
        }
    }

    private void lookAt(WorkloadId workload) {
        WorkloadLane lane = lanes.get(workload);
        if (lane != null) {
            lane.enqueue(() -> exits.look(lane));
        }
    }

    private void handle(WorkloadLane lane, AcceptedCommand accepted) {
        String trace = accepted.traceparent();
        switch (accepted.command()) {
            case NodeCommand.StartContainer start -> starting.handle(lane, start, trace);
            case NodeCommand.StopContainer stop -> stopping.stop(lane, stop, trace);
            case NodeCommand.RemoveWorkload remove -> stopping.remove(lane, remove, trace);
            case NodeCommand.VerifyGpus verify -> verifying.handle(lane, verify, trace);
            case NodeCommand.SetAuthorizedKeys set -> authorizing.handle(lane, accepted, set);
            case NodeCommand.UpdateResources update -> resizing.update(lane, update, trace);
            case NodeCommand.RestoreResources restore -> resizing.restore(lane, accepted, restore);
            case NodeCommand.TakeSnapshot take -> snapshotting.take(lane, take, trace);
            case NodeCommand.RemoveSnapshot remove -> snapshotting.remove(remove, trace);
            case NodeCommand.HomeCommand home -> moving.handle(lane, home, trace);
        }
        // left pending it would be carried out once more after a restart, behind what came later
        Persistently.run(
                "noting an answer of " + lane.known().workloadId(), () -> lane.change(now -> now.answered(accepted)));
    }
}
