package io.remotegpu.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.agent.Commands;
import io.remotegpu.agent.data.DataFolders;
import io.remotegpu.agent.files.WorkloadFolders;
import io.remotegpu.agent.gpu.Gpu;
import io.remotegpu.agent.gpu.GpuInspector;
import io.remotegpu.agent.gpu.GpuReading.Devices;
import io.remotegpu.agent.hooks.KeysFolders;
import io.remotegpu.agent.journal.Journal;
import io.remotegpu.agent.moving.Arrivals;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.AttestedWorkload;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Workload.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class WorkloadsTest {
    private static final WorkloadId ID = new WorkloadId("env-1");
    private static final WorkloadId OTHER = new WorkloadId("env-2");
    private static final Commands COMMANDS = new Commands(new HostId("host-1"));
    private static final Gpu GPU = new Gpu("GPU-1", 0, "A100", "NVIDIA", "Ampere", 81920, 0, false, List.of(), null);
    /** Left behind: the agent notes its last answer after the fact that ends a test. */
    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    private final List<NodeEvent> said = new CopyOnWriteArrayList<>();
    private final FakeRuntime runtime = new FakeRuntime();
    private Workloads workloads;

    @BeforeEach
    void startAgent() {
        workloads = agent(folder.resolve("journal"));
    }

    @Test
    void answersARepeatedStartWithTheOriginalTime() {
        workloads.accept(start(ID, 1, "image"), null);
        workloads.accept(start(ID, 1, "image"), null);
        assertThat(first(ContainerStarted.class, 2)).isEqualTo(first(ContainerStarted.class, 1));
        assertThat(first(ContainerStarted.class, 1).startedAt()).isEqualTo(FakeRuntime.STARTED);
    }

    @Test
    void answersAStopOfWhatNeverRanAndRefusesItsStartAfterwards() {
        workloads.accept(COMMANDS.stop(ID, 1), null);
        workloads.accept(start(ID, 1, "image"), null);

        assertThat(first(ContainerStopped.class, 1).stoppedAt()).isNull();
        assertThat(first(ContainerFailed.class, 1).cause()).isEqualTo(FailureCause.FENCED);
    }

    @Test
    void aStopOvertakesAStartThatStillPulls() {
        workloads.accept(start(ID, 1, "slow"), null);
        workloads.accept(COMMANDS.stop(ID, 1), null);

        assertThat(first(ContainerFailed.class, 1).cause()).isEqualTo(FailureCause.CANCELLED);
        assertThat(first(ContainerStopped.class, 1).stoppedAt()).isNull();
    }

    @Test
    void aSlowPullKeepsNobodyElseWaiting() {
        workloads.accept(start(OTHER, 1, "slow"), null);
        workloads.accept(start(ID, 2, "image"), null);

        assertThat(first(ContainerStarted.class, 1).workloadId()).isEqualTo(ID);
        workloads.accept(COMMANDS.stop(OTHER, 1), null);
        first(ContainerStopped.class, 1);
    }

    @Test
    void aNewerEpochReplacesTheOlderContainer() {
        workloads.accept(start(ID, 1, "image"), null);
        first(ContainerStarted.class, 1);
        workloads.accept(start(ID, 2, "image"), null);
        assertThat(first(ContainerStarted.class, 2).epoch()).isEqualTo(2);
        assertThat(runtime.list()).hasSize(1);
    }

    @Test
    void stopsUntilItSucceeds() {
        workloads.accept(start(ID, 1, "image"), null);
        first(ContainerStarted.class, 1);
        runtime.broken = true;
        workloads.accept(COMMANDS.stop(ID, 1), null);

        assertThat(first(ContainerStopped.class, 1).stoppedAt()).isEqualTo(FakeRuntime.FINISHED);
        assertThat(runtime.list()).isEmpty();
    }

    @Test
    void tellsOfAnExitOnceAndKeepsItsTimeAsTheStop() {
        workloads.accept(start(ID, 1, "image"), null);
        runtime.exit(first(ContainerStarted.class, 1).containerId(), 3);
        assertThat(first(ContainerExited.class, 1).exitCode()).isEqualTo(3);
        workloads.attest();
        workloads.accept(COMMANDS.stop(ID, 1), null);

        assertThat(first(ContainerStopped.class, 1).stoppedAt()).isEqualTo(FakeRuntime.FINISHED);
        assertThat(all(ContainerExited.class)).hasSize(1);
    }

    @Test
    void neverStartsTwoWorkloadsOnOneGpu() {
        workloads.accept(start(ID, 1, "image"), null);
        first(ContainerStarted.class, 1);
        workloads.accept(start(OTHER, 2, "image"), null);

        ContainerFailed failed = first(ContainerFailed.class, 1);
        assertThat(failed.cause()).isEqualTo(FailureCause.GPU_DIRTY);
        assertThat(failed.reason()).contains(ID.value());
    }

    @Test
    void aGpuThatAWorkloadHoldsIsNotClean() {
        workloads.accept(start(ID, 1, "image"), null);
        first(ContainerStarted.class, 1);
        workloads.accept(COMMANDS.verify(ID, 1, List.of("GPU-1")), null);

        assertThat(first(GpuDirty.class, 1).evidence().getFirst().problem()).contains(ID.value());
    }

    @Test
    void aRestartedAgentAdoptsWhatRunsAndGoesOnWithWhatItAccepted() throws IOException {
        workloads.accept(start(ID, 1, "image"), null);
        workloads.accept(start(OTHER, 2, "slow"), null);
        ContainerStarted started = first(ContainerStarted.class, 1);
        said.clear();
        Workloads restarted = agent(journalThatTheEarlierAgentDoesNotWrite());
        assertThat(restarted.attest())
                .extracting(AttestedWorkload::workloadId, AttestedWorkload::state)
                .contains(org.assertj.core.groups.Tuple.tuple(ID, AttestedWorkload.State.RUNNING));
        restarted.accept(COMMANDS.stop(OTHER, 2), null);
        assertThat(first(ContainerFailed.class, 1).cause()).isEqualTo(FailureCause.CANCELLED);
        assertThat(runtime.inspect(started.containerId())).isPresent();
        workloads.accept(COMMANDS.stop(OTHER, 2), null);
        first(ContainerStopped.class, 2);
    }

    private Path journalThatTheEarlierAgentDoesNotWrite() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("journal-of-the-next"));
        Files.copy(folder.resolve("journal/env-1.json"), copy.resolve("env-1.json"));
        Files.copy(folder.resolve("journal/env-2.json"), copy.resolve("env-2.json"));
        return copy;
    }

    private Workloads agent(Path journal) {
        Workloads agent = new Workloads(
                COMMANDS.host(),
                new Journal(journal, Clock.systemUTC()),
                runtime,
                new KeysFolders(folder.resolve("keys")),
                new WorkloadFolders(folder.resolve("files")),
                new DataFolders(folder.resolve("data")),
                new Arrivals(folder.resolve("arriving")),
                new GpuInspector(() -> new Devices("1", List.of(GPU)), 0, Clock.systemUTC()),
                (id, event, traceparent) -> said.add(event),
                Clock.systemUTC());
        agent.recover();
        return agent;
    }

    private static StartContainer start(WorkloadId id, long epoch, String image) {
        List<String> gpus = image.equals("slow") ? List.of() : List.of("GPU-1");
        return COMMANDS.start(
                id, epoch, Commands.environment(image, Probe.Kind.NONE, Map.of()), 20000, gpus, List.of());
    }

    private <E extends NodeEvent> E first(Class<E> type, int number) {
        await().until(() -> all(type).size() >= number);
        return all(type).get(number - 1);
    }

    private <E extends NodeEvent> List<E> all(Class<E> type) {
        return said.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
