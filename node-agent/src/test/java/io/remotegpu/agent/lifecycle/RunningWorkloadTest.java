package io.remotegpu.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.agent.Commands;
import io.remotegpu.agent.data.DataFolders;
import io.remotegpu.agent.files.WorkloadFolders;
import io.remotegpu.agent.gpu.GpuInspector;
import io.remotegpu.agent.gpu.GpuReading.Devices;
import io.remotegpu.agent.hooks.KeysFolders;
import io.remotegpu.agent.journal.Journal;
import io.remotegpu.agent.moving.Arrivals;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.ResourcesNotUpdated;
import io.remotegpu.contracts.NodeEvent.ResourcesRestored;
import io.remotegpu.contracts.NodeEvent.ResourcesUpdated;
import io.remotegpu.contracts.NodeEvent.SnapshotCommitted;
import io.remotegpu.contracts.NodeEvent.SnapshotNotCommitted;
import io.remotegpu.contracts.NodeEvent.SnapshotNotRemoved;
import io.remotegpu.contracts.NodeEvent.SnapshotRemoved;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Workload.Probe;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What can be asked of a workload that runs: another size, a snapshot. */
class RunningWorkloadTest {
    private static final WorkloadId ID = new WorkloadId("env-1");
    private static final SnapshotId SNAPSHOT = new SnapshotId("snap-1");
    private static final Commands COMMANDS = new Commands(new HostId("host-1"));

    /** Left behind: the agent notes its last answer after the fact that ends a test. */
    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    private final List<NodeEvent> said = new CopyOnWriteArrayList<>();
    private final FakeRuntime runtime = new FakeRuntime();
    private Workloads workloads;
    private String container;

    @BeforeEach
    void startAgentAndWorkload() {
        workloads = new Workloads(
                COMMANDS.host(),
                new Journal(folder.resolve("journal"), Clock.systemUTC()),
                runtime,
                new KeysFolders(folder.resolve("keys")),
                new WorkloadFolders(folder.resolve("files")),
                new DataFolders(folder.resolve("data")),
                new Arrivals(folder.resolve("arriving")),
                new GpuInspector(() -> new Devices("1", List.of()), 0, Clock.systemUTC()),
                (id, event, traceparent) -> said.add(event),
                Clock.systemUTC());
        workloads.recover();
        workloads.accept(
                COMMANDS.start(
                        ID, 5, Commands.environment("image", Probe.Kind.NONE, Map.of()), 20000, List.of(), List.of()),
                null);
        container = first(ContainerStarted.class, 1).containerId();
    }

    @Test
    void changesTheSizeAndAnswersARepeat() {
        workloads.accept(COMMANDS.resize(ID, 5, 2, 2048), null);
        workloads.accept(COMMANDS.resize(ID, 5, 2, 2048), null);

        assertThat(first(ResourcesUpdated.class, 2).memory()).isEqualTo(2048);
        assertThat(runtime.engine.sizes).containsEntry(container, "2.0/2048");
    }

    @Test
    void saysInTheEnginesWordsWhyTheSizeStays() {
        runtime.engine.refusal = "device or resource busy";
        workloads.accept(COMMANDS.resize(ID, 5, 2, 64), null);

        assertThat(first(ResourcesNotUpdated.class, 1).reason()).isEqualTo("device or resource busy");
    }

    @Test
    void refusesASizeForAnEpochThatDoesNotRun() {
        workloads.accept(COMMANDS.resize(ID, 4, 2, 2048), null);
        workloads.accept(COMMANDS.resize(ID, 6, 2, 2048), null);
        workloads.accept(COMMANDS.stop(ID, 5), null);
        workloads.accept(COMMANDS.resize(ID, 5, 2, 2048), null);

        assertThat(first(ResourcesNotUpdated.class, 3).reason()).contains("epoch 5", "does not run");
        assertThat(runtime.engine.sizes).isEmpty();
    }

    @Test
    void restoresASizeAlsoIfNothingWasChangedOrNothingRuns() {
        workloads.accept(COMMANDS.restore(ID, 5, 0.5, 512), null);
        first(ResourcesRestored.class, 1);
        assertThat(runtime.engine.sizes).containsEntry(container, "0.5/512");

        workloads.accept(COMMANDS.stop(ID, 5), null);
        first(ContainerStopped.class, 1);
        runtime.engine.sizes.clear();
        workloads.accept(COMMANDS.restore(ID, 5, 0.5, 512), null);
        first(ResourcesRestored.class, 2);
        assertThat(runtime.engine.sizes).isEmpty();
    }

    @Test
    void keepsASnapshotAndAnswersARepeatWithTheSameImageEvenAfterAStop() {
        workloads.accept(COMMANDS.snapshot(ID, 5, SNAPSHOT), null);
        SnapshotCommitted taken = first(SnapshotCommitted.class, 1);
        assertThat(taken.image()).isEqualTo("remotegpu-snapshot/snap-1:latest");
        assertThat(taken.size()).isEqualTo(7);

        workloads.accept(COMMANDS.stop(ID, 5), null);
        workloads.accept(COMMANDS.snapshot(ID, 5, SNAPSHOT), null);
        assertThat(first(SnapshotCommitted.class, 2)).isEqualTo(taken);
    }

    @Test
    void takesNoSnapshotOfWhatDoesNotRun() {
        workloads.accept(COMMANDS.snapshot(ID, 4, SNAPSHOT), null);

        assertThat(first(SnapshotNotCommitted.class, 1).reason()).contains("epoch 4", "does not run");
        assertThat(runtime.engine.images).isEmpty();
    }

    @Test
    void removesASnapshotThatIsThereOrNeverWas() {
        workloads.accept(COMMANDS.snapshot(ID, 5, SNAPSHOT), null);
        workloads.accept(COMMANDS.removeSnapshot(ID, SNAPSHOT), null);
        workloads.accept(COMMANDS.removeSnapshot(ID, SNAPSHOT), null);

        first(SnapshotRemoved.class, 2);
        assertThat(runtime.engine.images).isEmpty();
    }

    @Test
    void saysWhyASnapshotStays() {
        runtime.engine.refusal = "image is being used by running container";
        workloads.accept(COMMANDS.removeSnapshot(ID, SNAPSHOT), null);

        assertThat(first(SnapshotNotRemoved.class, 1).reason()).contains("being used");
    }

    @Test
    void endsWhatMustNotGoOnAndSaysWhy() {
        RunningWorkload running = workloads.running().getFirst();
        workloads.end(running, "its home is full");
        workloads.end(running, "another reason, which comes too late");

        ContainerExited exited = first(ContainerExited.class, 1);
        assertThat(exited.reason()).isEqualTo("its home is full");
        assertThat(exited.epoch()).isEqualTo(5);
        workloads.accept(COMMANDS.stop(ID, 5), null);
        first(ContainerStopped.class, 1);
        assertThat(all(ContainerExited.class)).hasSize(1);
    }

    @Test
    void endsNothingThatWasStartedAnew() {
        RunningWorkload earlier = new RunningWorkload(ID, 4, "another", List.of());
        workloads.end(earlier, "its home is full");
        workloads.accept(COMMANDS.resize(ID, 5, 2, 2048), null);

        first(ResourcesUpdated.class, 1);
        assertThat(all(ContainerExited.class)).isEmpty();
    }

    private <E extends NodeEvent> E first(Class<E> type, int number) {
        await().until(() -> all(type).size() >= number);
        return all(type).get(number - 1);
    }

    private <E extends NodeEvent> List<E> all(Class<E> type) {
        return said.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
