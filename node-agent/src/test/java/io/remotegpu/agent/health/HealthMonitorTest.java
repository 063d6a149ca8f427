package io.remotegpu.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.gpu.Gpu;
import io.remotegpu.agent.gpu.GpuReading;
import io.remotegpu.agent.gpu.GpuReading.Devices;
import io.remotegpu.agent.gpu.GpuVitals;
import io.remotegpu.agent.gpu.GpuVitals.Repair;
import io.remotegpu.agent.gpu.KernelFault;
import io.remotegpu.contracts.GpuHealthChanged;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.workload.GpuHealth;
import io.remotegpu.contracts.workload.GpuHealthCause.Kind;
import io.remotegpu.contracts.workload.GpuInventory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthMonitorTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final GpuVitals BROKEN = new GpuVitals(40, 89, null, false, 2, Repair.NONE, null);

    private final List<GpuHealthChanged> told = new ArrayList<>();
    private final List<KernelFault> kernel = new ArrayList<>();
    private GpuReading reading = devices(gpu("GPU-1", "00000000:3B:00.0", GpuVitals.UNTOLD));
    private final HealthMonitor monitor = new HealthMonitor(
            new HostId("host-1"),
            () -> reading,
            bus -> bus.equals("00000000:3B:00.0") ? kernel : List.of(),
            (id, event, trace) -> told.add((GpuHealthChanged) event),
            Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void saysNothingOfGpusThatThePlatformDoesNotKnow() {
        monitor.look();
        assertThat(told).isEmpty();
    }

    @Test
    void tellsOnceHowEachIsAndThenWhatChanges() {
        monitor.declare(List.of(inventory("GPU-1")));
        monitor.look();
        monitor.look();
        assertThat(told)
                .containsExactly(
                        new GpuHealthChanged(new HostId("host-1"), "GPU-1", GpuHealth.HEALTHY, List.of(), NOON));

        reading = devices(gpu("GPU-1", "00000000:3B:00.0", BROKEN));
        monitor.look();
        assertThat(told).hasSize(2);
        assertThat(told.getLast().health()).isEqualTo(GpuHealth.UNHEALTHY);
        assertThat(told.getLast().causes().getFirst().evidence()).contains("2 memory errors");
    }

    @Test
    void knowsWhereALostOneWasSoThatTheKernelsWordIsFound() {
        monitor.declare(List.of(inventory("GPU-1"), inventory("GPU-2")));
        reading = devices(
                gpu("GPU-1", "00000000:3B:00.0", GpuVitals.UNTOLD), gpu("GPU-2", "00000000:5E:00.0", GpuVitals.UNTOLD));
        monitor.look();
        told.clear();

        kernel.add(new KernelFault(79, NOON, "GPU has fallen off the bus.", GpuHealth.UNHEALTHY));
        reading = devices(gpu("GPU-2", "00000000:5E:00.0", GpuVitals.UNTOLD));
        monitor.look();

        assertThat(told).singleElement().satisfies(fact -> {
            assertThat(fact.gpu()).isEqualTo("GPU-1");
            assertThat(fact.causes()).extracting(cause -> cause.kind()).containsExactly(Kind.XID, Kind.LOST);
        });
    }

    @Test
    void goesOnWatchingOneThatThePlatformIsToldToBeGone() {
        monitor.declare(List.of(inventory("GPU-1")));
        monitor.look();
        monitor.declare(List.of());
        reading = new Devices("1", List.of());
        monitor.look();
        monitor.look();

        assertThat(told.getLast().causes()).extracting(cause -> cause.kind()).containsExactly(Kind.LOST);
    }

    @Test
    void callsNoSliceLostThatWasCutAnew() {
        monitor.declare(List.of(inventory("MIG-1")));
        reading = devices(gpu("MIG-1", "00000000:3B:00.0", GpuVitals.UNTOLD));
        monitor.look();
        monitor.declare(List.of(inventory("MIG-2")));
        reading = devices(gpu("MIG-2", "00000000:3B:00.0", GpuVitals.UNTOLD));
        monitor.look();
        monitor.look();

        assertThat(told).extracting(GpuHealthChanged::gpu).containsExactly("MIG-1", "MIG-2");
    }

    private static Devices devices(Gpu... gpus) {
        return new Devices("1", List.of(gpus));
    }

    private static Gpu gpu(String uuid, String bus, GpuVitals vitals) {
        return new Gpu(uuid, 0, "A100", "NVIDIA", "Ampere", 81920, 0, false, List.of(), null, bus, vitals);
    }

    private static GpuInventory inventory(String uuid) {
        return new GpuInventory(uuid, 0, "A100", "NVIDIA", "Ampere", 81920, "1", false);
    }
}
