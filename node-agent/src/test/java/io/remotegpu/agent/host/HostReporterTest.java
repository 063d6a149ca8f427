package io.remotegpu.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.data.DataFolders;
import io.remotegpu.agent.files.WorkloadFolders;
import io.remotegpu.agent.gpu.GpuInspector;
import io.remotegpu.agent.gpu.GpuReader;
import io.remotegpu.agent.gpu.GpuReading.Devices;
import io.remotegpu.agent.gpu.GpuTopology;
import io.remotegpu.agent.gpu.InventoryReader;
import io.remotegpu.agent.hooks.KeysFolders;
import io.remotegpu.agent.journal.Journal;
import io.remotegpu.agent.lifecycle.NodeEvents;
import io.remotegpu.agent.lifecycle.Workloads;
import io.remotegpu.agent.moving.Arrivals;
import io.remotegpu.agent.runtime.HostCapacity;
import io.remotegpu.agent.runtime.HostStock;
import io.remotegpu.agent.runtime.process.ProcessRuntime;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.workload.DiskSpace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostReporterTest {
    private static final HostId HOST = new HostId("host-1");
    private static final Clock CLOCK = Clock.systemUTC();
    private static final GpuReader NO_GPUS = () -> new Devices("1", List.of());

    @TempDir
    Path folder;

    private final CountDownLatch engineAnswers = new CountDownLatch(1);
    private final List<NodeEvent> said = new CopyOnWriteArrayList<>();

    @Test
    void registersAgainAsSoonAsTheEngineHasListedItsImagesForTheFirstTime() throws InterruptedException {
        Thread beats = Thread.ofVirtual().start(() -> reporter().run(Duration.ofMillis(20)));
        Awaitility.await().until(() -> registrations().size() == 1);
        assertThat(registrations().getFirst().images()).isNullOrEmpty();

        engineAnswers.countDown();
        Awaitility.await().until(() -> registrations().size() == 2);
        beats.interrupt();
        beats.join();
        assertThat(registrations()).hasSize(2);
        assertThat(registrations().getLast().images()).containsExactly("debian:13");
    }

    private List<HostRegistered> registrations() {
        return said.stream()
                .filter(HostRegistered.class::isInstance)
                .map(HostRegistered.class::cast)
                .toList();
    }

    private HostReporter reporter() {
        NodeEvents events = (id, event, traceparent) -> said.add(event);
        var capacity = HostCapacity.ofThisMachine();
        return new HostReporter(
                new HostProfile(HOST, "one", "127.0.0.1", "process", capacity, 20_000, 20_010, Map.of()),
                new InventoryReader(NO_GPUS, false),
                new Surroundings(
                        stock(), new GpuTopology("/nowhere/nvidia-smi", Duration.ofSeconds(1)), Duration.ofMillis(50)),
                workloads(events),
                events,
                CLOCK);
    }

    private Workloads workloads(NodeEvents events) {
        return new Workloads(
                HOST,
                new Journal(folder.resolve("journal"), CLOCK),
                new ProcessRuntime(folder.resolve("processes"), "one", "127.0.0.1", CLOCK),
                new KeysFolders(folder.resolve("keys")),
                new WorkloadFolders(folder.resolve("files")),
                new DataFolders(folder.resolve("data")),
                new Arrivals(folder.resolve("arriving")),
                new GpuInspector(NO_GPUS, 0, CLOCK),
                events,
                CLOCK);
    }

    private HostStock stock() {
        return new HostStock() {
            @Override
            public @Nullable DiskSpace disk() {
                return null;
            }

            @Override
            public List<String> images() {
                try {
                    engineAnswers.await();
                } catch (InterruptedException ending) {
                    throw new IllegalStateException(ending);
                }
                return List.of("debian:13");
            }
        };
    }
}
