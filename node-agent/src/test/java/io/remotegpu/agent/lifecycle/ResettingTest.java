package io.remotegpu.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.agent.Commands;
import io.remotegpu.agent.data.DataFolders;
import io.remotegpu.agent.files.WorkloadFolders;
import io.remotegpu.agent.gpu.GpuInspector;
import io.remotegpu.agent.gpu.GpuReset;
import io.remotegpu.agent.gpu.GpuTopology;
import io.remotegpu.agent.gpu.NvidiaSmi;
import io.remotegpu.agent.gpu.RepairMarks;
import io.remotegpu.agent.gpu.ResetCommand;
import io.remotegpu.agent.hooks.KeysFolders;
import io.remotegpu.agent.journal.Journal;
import io.remotegpu.agent.moving.Arrivals;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Workload.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a script in the place of nvidia-smi: two GPUs that are joined by NVLink, of which the first may be dirty. */
class ResettingTest {
    private static final Commands COMMANDS = new Commands(new HostId("host-1"));
    private static final WorkloadId ID = new WorkloadId("env-1");
    private static final String PROCESS =
            "<process_info><pid>7</pid><process_name>python3</process_name></process_info>";

    @TempDir
    Path folder;

    private final List<NodeEvent> said = new CopyOnWriteArrayList<>();
    private Path nvidiaSmi;
    private Workloads workloads;

    @BeforeEach
    void install() throws IOException {
        nvidiaSmi = Files.copy(Path.of("src/test/resources/nvidia-smi/resettable.sh"), folder.resolve("nvidia-smi"));
        Files.setPosixFilePermissions(nvidiaSmi, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(folder.resolve("memory"), "70");
        workloads = agent();
    }

    @Test
    void showsAGpuCleanThatAResetFreed() throws IOException {
        verify(1);

        assertThat(answer(GpuVerifiedClean.class, 1).evidence()).singleElement().satisfies(gpu -> {
            assertThat(gpu.problem()).isNull();
            assertThat(gpu.reset()).isEqualTo("nvidia-smi reset it");
        });
        assertThat(resets()).containsExactly("GPU-1");
        assertThat(folder.resolve("repaired")).isDirectoryContaining("glob:**0000-01-00");
    }

    @Test
    void tellsThatAResetFailed() throws IOException {
        Files.createFile(folder.resolve("stubborn"));
        verify(1);

        assertThat(answer(GpuDirty.class, 1).evidence()).singleElement().satisfies(gpu -> {
            assertThat(gpu.problem()).contains("70 MiB");
            assertThat(gpu.reset()).contains("ended with 3: Unable to reset this GPU");
        });
        assertThat(folder.resolve("repaired")).doesNotExist();
    }

    @Test
    void resetsNothingThatAProcessHolds() throws IOException {
        Files.writeString(folder.resolve("processes"), PROCESS);
        verify(1);

        assertThat(answer(GpuDirty.class, 1).evidence().getFirst().reset()).contains("not reset", "7 python3");
        assertThat(folder.resolve("resets")).doesNotExist();
    }

    @Test
    void resetsNothingBesideOneThatIsUsedOverNvlink() throws IOException {
        Files.writeString(folder.resolve("processes-of-the-other"), PROCESS);
        verify(1);

        assertThat(answer(GpuDirty.class, 1).evidence().getFirst().reset()).contains("not reset", "GPU-2");
        assertThat(folder.resolve("resets")).doesNotExist();
    }

    @Test
    void resetsNothingBesideOneThatIsLeasedOverNvlink() {
        workloads.accept(
                COMMANDS.start(
                        new WorkloadId("env-2"),
                        1,
                        Commands.environment("quick", Probe.Kind.NONE, Map.of()),
                        20000,
                        List.of("GPU-2"),
                        List.of()),
                null);
        answer(ContainerStarted.class, 1);
        verify(1);

        assertThat(answer(GpuDirty.class, 1).evidence().getFirst().reset()).contains("a workload holds GPU-2");
        assertThat(folder.resolve("resets")).doesNotExist();
    }

    @Test
    void resetsNothingOfWhichNobodyKnowsHowItIsJoined() throws IOException {
        Files.createFile(folder.resolve("unjoined"));
        verify(1);

        assertThat(answer(GpuDirty.class, 1).evidence().getFirst().reset()).contains("how it is joined");
        assertThat(folder.resolve("resets")).doesNotExist();
    }

    @Test
    void triesOnceForEachEpochEvenAfterARestart() throws IOException {
        Files.createFile(folder.resolve("stubborn"));
        verify(1);
        answer(GpuDirty.class, 1);
        settle();

        workloads = agent();
        verify(1);
        assertThat(answer(GpuDirty.class, 2).evidence().getFirst().reset()).contains("none is tried twice");
        assertThat(resets()).hasSize(1);

        verify(2);
        answer(GpuDirty.class, 3);
        assertThat(resets()).hasSize(2);
    }

    /** All is answered, and that is written down. */
    @AfterEach
    void settle() {
        await().until(() -> new Journal(folder.resolve("journal"), Clock.systemUTC())
                .load().records().stream().allMatch(known -> known.pending().isEmpty()));
    }

    private void verify(long epoch) {
        workloads.accept(new VerifyGpus(COMMANDS.host(), ID, epoch, List.of("GPU-1")), null);
    }

    private List<String> resets() throws IOException {
        return Files.readAllLines(folder.resolve("resets"));
    }

    private <E extends NodeEvent> E answer(Class<E> type, int number) {
        await().until(() -> said.stream().filter(type::isInstance).count() >= number);
        return said.stream().filter(type::isInstance).map(type::cast).toList().get(number - 1);
    }

    private Workloads agent() {
        NvidiaSmi driver = new NvidiaSmi(nvidiaSmi.toString(), Duration.ofMinutes(1));
        GpuReset reset = new GpuReset(
                driver,
                new GpuTopology(nvidiaSmi.toString(), Duration.ofMinutes(1)),
                new ResetCommand(nvidiaSmi.toString(), Duration.ofMinutes(1)),
                new RepairMarks(folder.resolve("repaired")),
                Clock.systemUTC());
        Workloads agent = new Workloads(
                COMMANDS.host(),
                new Journal(folder.resolve("journal"), Clock.systemUTC()),
                new FakeRuntime(),
                new KeysFolders(folder.resolve("keys")),
                new WorkloadFolders(folder.resolve("files")),
                new DataFolders(folder.resolve("data")),
                new Arrivals(folder.resolve("arriving")),
                new GpuInspector(driver, 10, Clock.systemUTC(), null, reset),
                (id, event, traceparent) -> said.add(event),
                Clock.systemUTC());
        agent.recover();
        return agent;
    }
}
