package io.remotegpu.agent.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.remotegpu.agent.gpu.GpuReading.Devices;
import io.remotegpu.agent.health.HealthMonitor;
import io.remotegpu.agent.lifecycle.NodeEvents;
import io.remotegpu.agent.telemetry.GpuFeed;
import io.remotegpu.agent.telemetry.GpuStream;
import io.remotegpu.contracts.GpuHealthChanged;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.workload.GpuEvidence;
import io.remotegpu.contracts.workload.GpuInventory;
import io.remotegpu.contracts.workload.GpuSample;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the cards of this machine; skipped where {@code nvidia-smi} is not in the path or lists none. Nothing of them is changed. */
class RealCardIT {
    private static final NvidiaSmi DRIVER = new NvidiaSmi("nvidia-smi", Duration.ofMinutes(1));

    @BeforeEach
    void thereIsACard() {
        GpuReading reading = DRIVER.read();
        assumeTrue(reading instanceof Devices, () -> "no card to read: " + reading);
    }

    @Test
    void readsTheInventory() {
        assertThat(new InventoryReader(DRIVER, false).read()).allSatisfy(gpu -> {
            assertThat(gpu.name()).isNotEqualTo("unknown");
            assertThat(gpu.memoryTotal()).isPositive();
            assertThat(gpu.driverVersion()).matches("\\d+\\.\\d+.*");
            assertThat(gpu.cudaVersion()).matches("\\d+\\.\\d+");
        });
    }

    @Test
    void readsConditionAndAddress() {
        assertThat(((Devices) DRIVER.read()).gpus()).isNotEmpty().allSatisfy(gpu -> {
            assertThat(PciBus.parse(gpu.bus())).isPresent();
            assertThat(gpu.vitals().temperature()).isBetween(0, 120);
        });
    }

    @Test
    void looksWhetherEachIsClean() {
        List<String> uuids = new InventoryReader(DRIVER, false)
                .read().stream().map(GpuInventory::uuid).toList();
        List<GpuEvidence> evidence = new GpuInspector(DRIVER, Integer.MAX_VALUE, Clock.systemUTC()).inspect(uuids);

        assertThat(evidence).extracting(GpuEvidence::uuid).containsExactlyElementsOf(uuids);
        assertThat(evidence)
                .extracting(GpuEvidence::problem)
                .filteredOn(Objects::nonNull)
                .allSatisfy(problem -> assertThat(problem).doesNotContain("driver"));
    }

    @Test
    void samples() {
        try (GpuFeed stream = new GpuStream("nvidia-smi", GpuStream.Rhythm.ofSamples(Duration.ofSeconds(3)))) {
            Thread.ofVirtual().start(stream::run);
            List<GpuSample> samples = new ArrayList<>();
            await().until(() -> samples.addAll(stream.take().gpus()));
            assertThat(samples).allSatisfy(sample -> {
                assertThat(sample.memoryTotal()).isPositive();
                assertThat(sample.temperature()).isBetween(0, 120);
            });
        }
    }

    @Test
    void tellsTheHealthOfEach() throws InterruptedException {
        HostId host = new HostId("real");
        List<GpuInventory> gpus = new InventoryReader(DRIVER, false).read();
        Set<String> told = ConcurrentHashMap.newKeySet();
        NodeEvents events = (id, event, trace) -> {
            if (event instanceof GpuHealthChanged changed) {
                told.add(changed.gpu());
            }
        };
        HealthMonitor monitor = new HealthMonitor(host, DRIVER, bus -> List.of(), events, Clock.systemUTC());
        monitor.listening(events)
                .publish(
                        UUID.randomUUID(),
                        new HostRegistered(host, "real", "::1", "", "", "", 1, 1, gpus, 1, 1, Map.of()),
                        null);
        Thread watching = Thread.ofVirtual().start(() -> monitor.run(Duration.ofSeconds(5)));
        await().until(() ->
                told.containsAll(gpus.stream().map(GpuInventory::uuid).toList()));
        watching.interrupt();
        watching.join();
    }
}
