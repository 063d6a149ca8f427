package io.remotegpu.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remotegpu.agent.Commands;
import io.remotegpu.agent.data.DataFolders;
import io.remotegpu.agent.files.WorkloadFolders;
import io.remotegpu.agent.gpu.GpuInspector;
import io.remotegpu.agent.gpu.GpuReading.Devices;
import io.remotegpu.agent.hooks.KeysFolders;
import io.remotegpu.agent.journal.AcceptedCommand;
import io.remotegpu.agent.journal.Journal;
import io.remotegpu.agent.journal.Phase;
import io.remotegpu.agent.journal.WorkloadRecord;
import io.remotegpu.agent.moving.Arrivals;
import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.AttestedWorkload;
import io.remotegpu.contracts.workload.FailureCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Containers that the journal does not know. */
class RecoveryTest {
    private static final WorkloadId ID = new WorkloadId("env-1");
    private static final Commands COMMANDS = new Commands(new HostId("host-1"));

    /** Left behind: the agent notes its last answer after the fact that ends a test. */
    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    private final FakeRuntime runtime = new FakeRuntime();
    private final List<NodeEvent> said = new CopyOnWriteArrayList<>();

    @Test
    void attestsARunningContainerWithoutARecordAndKeepsItsGpus() {
        container(7, true);
        Workloads workloads = agent();

        assertThat(workloads.holders("GPU-1")).containsExactly(ID);
        assertThat(workloads.attest()).singleElement().satisfies(attested -> {
            assertThat(attested.workloadId()).isEqualTo(ID);
            assertThat(attested.epoch()).isEqualTo(7);
            assertThat(attested.state()).isEqualTo(AttestedWorkload.State.RUNNING);
        });
    }

    @Test
    void fencesAContainerWithoutARecordAgainstOlderCommands() {
        String container = container(7, true);
        Workloads workloads = agent();
        workloads.accept(COMMANDS.start(ID, 6, 20000, List.of("GPU-1"), List.of()), null);
        workloads.accept(COMMANDS.stop(ID, 6), null);

        await().until(() -> said.stream().anyMatch(ContainerStopped.class::isInstance));
        assertThat(said)
                .filteredOn(ContainerFailed.class::isInstance)
                .singleElement()
                .satisfies(fact -> assertThat(((ContainerFailed) fact).cause()).isEqualTo(FailureCause.FENCED));
        assertThat(runtime.inspect(container))
                .hasValueSatisfying(found -> assertThat(found.isRunning()).isTrue());
    }

    @Test
    void leavesADamagedFileInPlaceUntilTheContainersAreKnown() throws IOException {
        container(7, true);
        Path file = folder.resolve("journal/env-1.json");
        journal();
        Files.writeString(file, "not what it was");
        runtime.away = true;
        assertThatThrownBy(() -> new Recovery(journal(), runtime).load()).hasMessage("the engine is away");
        assertThat(file).hasContent("not what it was");

        runtime.away = false;
        assertThat(new Recovery(journal(), runtime).load())
                .extracting(WorkloadRecord::epoch)
                .containsExactly(7L);
        assertThat(journal().load().records()).extracting(WorkloadRecord::epoch).containsExactly(7L);
    }

    @Test
    void aRecordFromBeforeTheContainerIsMendedAndKeepsItsCommands() {
        container(7, true);
        AcceptedCommand stop = new AcceptedCommand(COMMANDS.stop(ID, 7), null);
        journal().save(WorkloadRecord.fresh(ID).starting(3, List.of()).accepting(stop));

        assertThat(new Recovery(journal(), runtime).load()).singleElement().satisfies(mended -> {
            assertThat(mended.epoch()).isEqualTo(7);
            assertThat(mended.phase()).isEqualTo(Phase.RUNNING);
            assertThat(mended.pending()).containsExactly(stop);
        });
    }

    @Test
    void aContainerThatWasOnlyCreatedHoldsNothingButItsEpoch() {
        container(7, false);

        assertThat(new Recovery(journal(), runtime).load()).singleElement().satisfies(mended -> {
            assertThat(mended.epoch()).isEqualTo(7);
            assertThat(mended.phase()).isEqualTo(Phase.FAILED);
        });
    }

    private String container(long epoch, boolean started) {
        var start = COMMANDS.start(ID, epoch, 20000, List.of("GPU-1"), List.of());
        String container = runtime.create(ContainerSpec.of(start, folder, folder, folder));
        if (started) {
            runtime.start(container, start.ports());
        }
        return container;
    }

    private Journal journal() {
        return new Journal(folder.resolve("journal"), Clock.systemUTC());
    }

    private Workloads agent() {
        Workloads agent = new Workloads(
                COMMANDS.host(),
                journal(),
                runtime,
                new KeysFolders(folder.resolve("keys")),
                new WorkloadFolders(folder.resolve("files")),
                new DataFolders(folder.resolve("data")),
                new Arrivals(folder.resolve("arriving")),
                new GpuInspector(() -> new Devices("1", List.of()), 0, Clock.systemUTC()),
                (id, event, traceparent) -> said.add(event),
                Clock.systemUTC());
        agent.recover();
        return agent;
    }
}
