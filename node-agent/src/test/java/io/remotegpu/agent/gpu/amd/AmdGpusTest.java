package io.remotegpu.agent.gpu.amd;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.gpu.Gpu;
import io.remotegpu.agent.gpu.GpuLoad;
import io.remotegpu.agent.gpu.GpuProcess;
import io.remotegpu.agent.gpu.GpuReading.Cause;
import io.remotegpu.agent.gpu.GpuReading.Devices;
import io.remotegpu.agent.gpu.GpuReading.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With programs that print composed outputs. */
class AmdGpusTest {
    private static final long FIRST_MI210 = 0x2a1b2c3d4e5f6073L;
    private static final long SECOND_MI210 = 0x3a1b2c3d4e5f6074L;

    @TempDir
    Path folder;

    private AmdGpus gpus;

    @BeforeEach
    void make() {
        gpus = new AmdGpus(
                folder.resolve("amd-smi").toString(),
                folder.resolve("rocm-smi").toString(),
                Duration.ofMinutes(1),
                folder.resolve("kfd"),
                folder.resolve("drm"));
    }

    @Test
    void asksAmdSmiFourTimes() throws IOException {
        amdSmi();

        assertThat(((Devices) gpus.read()).gpus())
                .extracting(Gpu::uuid)
                .containsExactly(AmdOutputs.IDLE, AmdOutputs.BUSY);
        assertThat(gpus.busOf(AmdOutputs.BUSY)).contains("0000:22:00.0");
        assertThat(gpus.busOf("GPU-9a1b2c3d4e5f6072")).isEmpty();
    }

    @Test
    void tellsHowBusyCardsAre() throws IOException {
        amdSmi();

        GpuLoad.Loads loads = gpus.loads();
        assertThat(loads.problem()).isNull();
        assertThat(loads.gpus())
                .containsExactly(
                        new GpuLoad(AmdOutputs.IDLE, 0.0, 0.0, 28.0, 196592.0, 41.0, 139.0),
                        new GpuLoad(AmdOutputs.BUSY, 97.0, 48.0, 66560.0, 196592.0, 78.0, 688.0));
        Files.writeString(folder.resolve("amd-smi.metric"), AmdOutputs.read("metric-untold.json"));
        assertThat(gpus.loads().gpus())
                .containsExactly(
                        new GpuLoad(AmdOutputs.IDLE, null, null, null, 196592.0, null, null),
                        new GpuLoad(AmdOutputs.BUSY, null, null, null, 196592.0, null, null));
    }

    @Test
    void saysWhyNothingIsSampled() throws IOException {
        amdSmi();
        gpus.loads();
        Files.writeString(folder.resolve("amd-smi.metric"), "Traceback (most recent call last):\n");

        assertThat(gpus.loads().gpus()).isEmpty();
        assertThat(gpus.loads().problem()).contains("no whole JSON");
    }

    @Test
    void asksRocmSmiWhereThereIsNoAmdSmi() throws IOException {
        rocmSmi();
        AmdOutputs.kernelKnows(folder.resolve("kfd"), FIRST_MI210, 51, 4711, 0);
        AmdOutputs.kernelKnows(folder.resolve("kfd"), SECOND_MI210, 52, 4711, 8578928640L);
        Path ras = Files.createDirectories(
                AmdOutputs.drm(folder, "card1", "0000:83:00.0").resolve("ras"));
        Files.writeString(ras.resolve("umc_err_count"), "ue: 3\nce: 9\n");
        Files.writeString(ras.resolve("gfx_err_count"), "ue: 1\nce: 0\n");

        Devices devices = (Devices) gpus.read();
        assertThat(devices.driverVersion()).isEqualTo("6.7.0");
        Gpu idle = devices.gpus().getFirst();
        Gpu busy = devices.gpus().getLast();
        assertThat(idle.uuid()).isEqualTo("GPU-2a1b2c3d4e5f6073");
        assertThat(idle.name()).isEqualTo("AMD Instinct MI210");
        assertThat(idle.memoryTotal()).isEqualTo(65520);
        assertThat(idle.memoryUsed()).isEqualTo(11);
        assertThat(idle.processes()).isEmpty();
        assertThat(idle.vitals().uncorrectedErrors()).isZero();
        assertThat(busy.processes()).containsExactly(new GpuProcess(4711, "unknown", 0));
        assertThat(busy.vitals().uncorrectedErrors()).isEqualTo(4);
        assertThat(busy.vitals().temperature()).isEqualTo(71);
    }

    @Test
    void countsAProcessOnEachCardWhereTheKernelDoesNotSayOnWhich() throws IOException {
        rocmSmi();

        assertThat(((Devices) gpus.read()).gpus())
                .allSatisfy(gpu -> assertThat(gpu.processes()).containsExactly(new GpuProcess(4711, "python3", 0)));
    }

    @Test
    void samplesFromRocmSmi() throws IOException {
        rocmSmi();

        assertThat(gpus.loads().gpus())
                .contains(new GpuLoad("GPU-3a1b2c3d4e5f6074", 88.0, 0.0, 8192.0, 65520.0, 71.0, null));
    }

    @Test
    void saysWhenNeitherIsInstalled() {
        assertThat(gpus.read()).isInstanceOfSatisfying(Unavailable.class, it -> assertThat(it.cause())
                .isEqualTo(Cause.NOT_INSTALLED));
        assertThat(gpus.loads().problem()).contains("rocm-smi");
    }

    @Test
    void saysWhenTheDriverIsNotLoaded() throws IOException {
        amdSmi();
        Files.writeString(
                folder.resolve("amd-smi.list"), "ERROR:root:Driver not initialized (amdgpu not found in modules)\n");

        assertThat(gpus.read()).isInstanceOfSatisfying(Unavailable.class, it -> assertThat(it.cause())
                .isEqualTo(Cause.NO_DRIVER));
    }

    private void amdSmi() throws IOException {
        AmdOutputs.program(folder, "amd-smi");
        for (String question : List.of("list", "static", "metric", "process")) {
            Files.writeString(folder.resolve("amd-smi." + question), AmdOutputs.read(question + ".json"));
        }
    }

    private void rocmSmi() throws IOException {
        AmdOutputs.program(folder, "rocm-smi");
        Files.writeString(folder.resolve("rocm-smi.--showuniqueid"), AmdOutputs.read("rocm-smi.json"));
    }
}
