package io.remotegpu.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.gpu.Gpu;
import io.remotegpu.agent.gpu.GpuProcess;
import io.remotegpu.agent.gpu.GpuReading;
import io.remotegpu.agent.gpu.GpuReading.Devices;
import io.remotegpu.agent.health.DeviceGroup.Outcome;
import io.remotegpu.agent.runtime.Inside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostWitnessTest {
    @TempDir
    Path proc;

    private GpuReading reading = devices(List.of());
    private Outcome kernel = Outcome.REFUSED;

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void confirmsOnlyWhatTheKernelRefuses(Outcome outcome) {
        kernel = outcome;
        assertThat(confirms()).isEqualTo(outcome == Outcome.REFUSED);
    }

    @Test
    void doesNotConfirmWhileSomethingOfTheContainerIsOnTheGpu() throws IOException {
        process(4711, "0::/system.slice/docker-c5.scope");
        reading = devices(List.of(new GpuProcess(4711, "python", 40_000)));
        assertThat(confirms()).isFalse();
    }

    @Test
    void blamesNoContainerForTheProcessOfAnother() throws IOException {
        process(4711, "0::/system.slice/docker-c6.scope");
        reading = devices(List.of(new GpuProcess(4711, "python", 40_000)));
        assertThat(confirms()).isTrue();
    }

    @Test
    void takesAProcessOfWhichTheKernelDoesNotSayWhoseItIsForTheContainers() {
        reading = devices(List.of(new GpuProcess(4712, "python", 40_000)));
        assertThat(confirms()).isFalse();
    }

    @Test
    void confirmsWhileTheDriverAnswersNobody() {
        reading = new GpuReading.Unavailable(GpuReading.Cause.NO_DRIVER, "no driver");
        kernel = Outcome.UNKNOWN;
        assertThat(confirms()).isTrue();
    }

    @Test
    void doesNotConfirmWhereNoDeviceIsOrTheContainerCannotBeSeen() {
        assertThat(witness(List.of(proc.resolve("nowhere")), Optional.of(inside()))
                        .confirms("c5", List.of("GPU-1")))
                .isFalse();
        assertThat(witness(List.of(proc), Optional.empty()).confirms("c5", List.of("GPU-1")))
                .isFalse();
    }

    private boolean confirms() {
        return witness(List.of(proc), Optional.of(inside())).confirms("c5", List.of("GPU-1"));
    }

    private HostWitness witness(List<Path> devices, Optional<Inside> inside) {
        return new HostWitness(() -> reading, container -> inside, proc, (process, device) -> kernel, devices);
    }

    private static Inside inside() {
        return new Inside(1, "", List.of(), null);
    }

    private void process(long pid, String group) throws IOException {
        Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(proc.resolve(pid + "/cgroup"), group);
    }

    private static Devices devices(List<GpuProcess> processes) {
        return new Devices(
                "1", List.of(new Gpu("GPU-1", 0, "A100", "NVIDIA", "Ampere", 81920, 0, false, processes, null)));
    }
}
