package io.remotegpu.agent.gpu.amd;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.gpu.Gpu;
import io.remotegpu.agent.gpu.GpuProcess;
import io.remotegpu.agent.gpu.GpuReading;
import io.remotegpu.agent.gpu.GpuReading.Cause;
import io.remotegpu.agent.gpu.GpuReading.Devices;
import io.remotegpu.agent.gpu.GpuReading.Unavailable;
import io.remotegpu.agent.gpu.GpuVitals;
import io.remotegpu.agent.gpu.GpuVitals.Repair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmdSmiJsonTest {
    @TempDir
    Path kfd;

    @Test
    void readsTwoCardsByTheNumberThatTheyWereMadeWith() {
        Devices devices = devices("metric.json", "process.json");
        Gpu idle = devices.gpus().getFirst();

        assertThat(devices.driverVersion()).isEqualTo("6.12.12");
        assertThat(devices.gpus()).extracting(Gpu::uuid).containsExactly(AmdOutputs.IDLE, AmdOutputs.BUSY);
        assertThat(devices.gpus()).extracting(Gpu::bus).containsExactly("0000:0c:00.0", "0000:22:00.0");
        assertThat(idle)
                .isEqualTo(new Gpu(
                        AmdOutputs.IDLE,
                        0,
                        "AMD Instinct MI300X",
                        "AMD",
                        "gfx942",
                        196592,
                        28,
                        false,
                        List.of(),
                        null,
                        "0000:0c:00.0",
                        new GpuVitals(41, 100, null, false, 0, Repair.NONE, null)));
    }

    @Test
    void readsWhoUsesACardAndWhatItsMemoryCouldNotCorrect() {
        Gpu busy = devices("metric.json", "process.json").gpus().getLast();

        assertThat(busy.processes())
                .containsExactly(new GpuProcess(48213, "python3", 66560), new GpuProcess(48377, "unknown", 0));
        assertThat(busy.memoryUsed()).isEqualTo(66560);
        assertThat(busy.vitals().uncorrectedErrors()).isEqualTo(2);
    }

    @Test
    void readsTheListWhereNewerVersionsPutIt() {
        assertThat(devices("metric-newer.json", "process.json")).isEqualTo(devices("metric.json", "process.json"));
    }

    @Test
    void takesMissingKeysAndWordsInThePlaceOfValuesForUntold() {
        assertThat(devices("metric-untold.json", "process.json").gpus()).allSatisfy(gpu -> {
            assertThat(gpu.fault()).contains("how much memory is used");
            assertThat(gpu.memoryTotal()).isEqualTo(196592);
            assertThat(gpu.vitals()).isEqualTo(GpuVitals.UNTOLD);
        });
    }

    @Test
    void asksTheKernelWhereItIsNotClearWhetherAnybodyUsesACard() throws IOException {
        AmdOutputs.kernelKnows(kfd, 0x0a1b2c3d4e5f6071L, 24858, 811, 0);
        AmdOutputs.kernelKnows(kfd, 0x1a1b2c3d4e5f6072L, 37122, 812, 4096);
        List<Gpu> gpus = devices("metric.json", "process-unknown.json").gpus();

        assertThat(gpus.getFirst().processes()).isEmpty();
        assertThat(gpus.getFirst().fault()).isNull();
        assertThat(gpus.getLast().processes()).containsExactly(new GpuProcess(812, "unknown", 0));
    }

    @Test
    void callsACardUnfitIfNobodyTellsWhoUsesIt() {
        assertThat(devices("metric.json", "process-unknown.json").gpus())
                .extracting(Gpu::fault)
                .allSatisfy(fault -> assertThat(fault).contains("which processes use it"));
    }

    @Test
    void offersNoPartitionAsAWholeCard() {
        String twice = AmdOutputs.read("static.json").replace("0x1A1B2C3D4E5F6072", "0x0A1B2C3D4E5F6071");
        GpuReading reading = parse(twice, AmdOutputs.read("metric.json"));

        assertThat(((Devices) reading).gpus()).allSatisfy(gpu -> {
            assertThat(gpu.mig()).isTrue();
            assertThat(gpu.fault()).contains("--compute-partition SPX");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"N/A", "0x0", "unknown"})
    void offersNoCardWithoutANumberOfItsOwn(String serial) {
        String nameless = AmdOutputs.read("static.json").replace("0x0A1B2C3D4E5F6071", serial);
        Gpu gpu = ((Devices) parse(nameless, AmdOutputs.read("metric.json")))
                .gpus()
                .getFirst();

        assertThat(gpu.uuid()).isEqualTo("unreadable-0000:0c:00.0");
        assertThat(gpu.fault()).contains("no serial number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Segmentation fault", "[{\"gpu\": 0, \"usage\": ", "[not json]"})
    void saysWhenItCannotRead(String metric) {
        assertThat(parse(AmdOutputs.read("static.json"), metric))
                .isInstanceOfSatisfying(
                        Unavailable.class, it -> assertThat(it.cause()).isEqualTo(Cause.UNREADABLE));
    }

    @Test
    void readsBehindWarnings() {
        String warned = "WARNING: user is missing the following required groups: [render]\n" + "[WARN] slow\n"
                + AmdOutputs.read("metric.json");
        assertThat(parse(AmdOutputs.read("static.json"), warned)).isEqualTo(devices("metric.json", "process.json"));
    }

    private GpuReading parse(String fixed, String metric) {
        return AmdSmiJson.parse(
                new AmdSmiJson.Said(AmdOutputs.read("list.json"), fixed, metric, AmdOutputs.read("process.json")),
                new Kfd(kfd));
    }

    private Devices devices(String metric, String process) {
        return (Devices) AmdSmiJson.parse(AmdOutputs.said(metric, process), new Kfd(kfd));
    }
}
