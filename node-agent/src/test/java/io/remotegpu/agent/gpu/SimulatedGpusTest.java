package io.remotegpu.agent.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.gpu.GpuReading.Devices;
import io.remotegpu.contracts.HostId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedGpusTest {
    @TempDir
    Path folder;

    @Test
    void readLikeRealOnesAndKeepTheirUuids() {
        SimulatedGpus gpus = install("host-1");
        Devices devices = read(gpus);

        assertThat(devices.gpus())
                .extracting(Gpu::uuid)
                .isEqualTo(gpus.uuids())
                .allMatch(id -> id.startsWith("GPU-sim"));
        assertThat(devices.gpus()).extracting(Gpu::index).containsExactly(0, 1);
        assertThat(install("host-1").uuids()).isEqualTo(gpus.uuids());
        assertThat(install("host-2").uuids()).doesNotContainAnyElementsOf(gpus.uuids());
    }

    @Test
    void canBeMadeDirty() throws IOException {
        SimulatedGpus gpus = install("host-1");
        Files.writeString(gpus.processesOf(gpus.uuids().get(1)), "4711 python3 2048\n");

        assertThat(read(gpus).gpus().getFirst().processes()).isEmpty();
        assertThat(read(gpus).gpus().get(1).processes()).containsExactly(new GpuProcess(4711, "python3", 2048));
        assertThat(read(gpus).gpus().get(1).memoryUsed()).isEqualTo(2048);
    }

    private SimulatedGpus install(String host) {
        return SimulatedGpus.install(folder.resolve("it's here"), new HostId(host), 2, "NVIDIA A100", 40960);
    }

    private static Devices read(SimulatedGpus gpus) {
        return (Devices) new NvidiaSmi(gpus.executable().toString(), Duration.ofSeconds(10)).read();
    }
}
