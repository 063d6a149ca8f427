package io.remotegpu.agent.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.gpu.GpuReading.Cause;
import io.remotegpu.agent.gpu.GpuReading.Devices;
import io.remotegpu.agent.gpu.GpuReading.Unavailable;
import io.remotegpu.agent.gpu.GpuVitals.Repair;
import io.remotegpu.contracts.workload.GpuInventory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NvidiaSmiXmlTest {
    @ParameterizedTest
    @CsvSource({
        "a100-with-mig.xml, NVIDIA A100-SXM4-80GB,   NVIDIA,  Ampere,       81920, 535.183.01",
        "a100.xml,          NVIDIA A100-PCIE-40GB,   NVIDIA,  Ampere,       40960, 510.68.02",
        "h200.xml,          NVIDIA H200,             NVIDIA,  Hopper,       143771, 570.133.20",
        "h100.xml,          NVIDIA H100 80GB HBM3,   NVIDIA,  Hopper,       81559, 550.90.07",
        "v100.xml,          Tesla V100-SXM2-16GB,    Tesla,   unknown,      16160, 470.256.02",
        "rtx4090.xml,       NVIDIA GeForce RTX 4090, GeForce, Ada Lovelace, 24564, 560.35.03",
        "t4.xml,            Tesla T4,                NVIDIA,  Turing,       15360, 535.183.01"
    })
    void readsTheInventory(String file, String name, String brand, String architecture, int memory, String driver)
            throws IOException {
        Devices devices = devices(file);
        Gpu gpu = devices.gpus().getFirst();

        assertThat(devices.driverVersion()).isEqualTo(driver);
        assertThat(gpu.uuid()).startsWith("GPU-");
        assertThat(gpu.index()).isZero();
        assertThat(gpu.name()).isEqualTo(name);
        assertThat(gpu.brand()).isEqualTo(brand);
        assertThat(gpu.architecture()).isEqualTo(architecture);
        assertThat(gpu.memoryTotal()).isEqualTo(memory);
    }

    @ParameterizedTest
    @CsvSource({"a100-with-mig.xml, 12.2", "h100.xml, 12.4", "v100.xml, 11.4", "a100.xml,"})
    void readsTheNewestCudaThatTheDriverServes(String file, String version) throws IOException {
        Devices devices = devices(file);

        assertThat(devices.cudaVersion()).isEqualTo(version);
        assertThat(new InventoryReader(() -> devices, false).read())
                .extracting(GpuInventory::cudaVersion)
                .containsOnly(version);
    }

    @Test
    void readsTheMemoryOfTheGpuAndNotOfItsMigSlices() throws IOException {
        Gpu sliced = devices("a100-with-mig.xml").gpus().get(1);

        assertThat(sliced.mig()).isTrue();
        assertThat(sliced.memoryTotal()).isEqualTo(81920);
        assertThat(sliced.memoryUsed()).isEqualTo(50);
    }

    @Test
    void readsProcessesAndTheirMemory() throws IOException {
        assertThat(devices("a100-with-mig.xml").gpus().getFirst().processes())
                .containsExactly(new GpuProcess(48213, "/usr/bin/python3", 40312));
        assertThat(devices("rtx4090.xml").gpus().getFirst().processes())
                .containsExactly(new GpuProcess(1834, "/usr/lib/xorg/Xorg", 210));
    }

    @Test
    void countsAProcessWhoseNameAndMemoryTheDriverHides() throws IOException {
        assertThat(devices("t4-unknown.xml").gpus().getFirst().processes())
                .containsExactly(new GpuProcess(9021, "unknown", 0));
    }

    @Test
    void reportsWhatIsBroken() throws IOException {
        assertThat(devices("h100.xml").gpus().getFirst().fault()).contains("row remapping is pending");
        assertThat(devices("v100.xml").gpus().getFirst().fault()).contains("page retirement is pending");
        assertThat(devices("t4-unknown.xml").gpus().getFirst().fault()).contains("how much memory is used");
        assertThat(devices("a100-with-mig.xml").gpus().getFirst().fault()).isNull();
        assertThat(devices("t4.xml").gpus().getFirst().fault()).isNull();
    }

    @Test
    void readsTheConditionOfOlderDriversWithoutBlamingWhatLoadDoes() throws IOException {
        assertThat(devices("a100.xml").gpus().getFirst().vitals())
                .isEqualTo(new GpuVitals(84, 89, null, false, 0, Repair.NONE, null));
        assertThat(devices("a100.xml").gpus().getFirst().processes())
                .containsExactly(new GpuProcess(771204, "unknown", 0));
    }

    @Test
    void readsTheConditionOfNewerDrivers() throws IOException {
        List<Gpu> gpus = devices("h200.xml").gpus();

        assertThat(gpus.get(0).vitals()).isEqualTo(new GpuVitals(31, null, 56, false, 0, Repair.NONE, null));
        assertThat(gpus.get(0).fault()).isNull();
        assertThat(gpus.get(1).vitals()).isEqualTo(new GpuVitals(88, null, -1, true, 0, Repair.NONE, null));
        assertThat(gpus.get(1).vitals().isTooHot()).isTrue();
        assertThat(gpus.get(2).vitals())
                .isEqualTo(new GpuVitals(30, null, null, false, 7, Repair.FAILED, "Drain and Reset"));
    }

    @Test
    void takesWordsInThePlaceOfValuesForNone() throws IOException {
        List<Gpu> gpus = devices("lost.xml").gpus();

        assertThat(gpus.get(0).fault()).contains("how much memory is used");
        assertThat(gpus.get(1).uuid()).isEqualTo("unreadable-00000000:86:00.0");
        assertThat(gpus.get(1).fault()).contains("no UUID");
        assertThat(gpus.get(1).name()).isEqualTo("unknown");
    }

    @Test
    void resolvesNoEntities() {
        GpuReading reading = NvidiaSmiXml.parse("""
                <?xml version="1.0"?>
                <!DOCTYPE nvidia_smi_log [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
                <nvidia_smi_log><driver_version>&secret;</driver_version><gpu><uuid>GPU-1</uuid></gpu></nvidia_smi_log>
                """);

        assertThat(reading.toString()).doesNotContain("root:");
    }

    @Test
    void saysWhenItCannotRead() {
        assertThat(NvidiaSmiXml.parse("<nvidia_smi_log><gpu>"))
                .isInstanceOfSatisfying(
                        Unavailable.class, it -> assertThat(it.cause()).isEqualTo(Cause.UNREADABLE));
    }

    private static Devices devices(String file) throws IOException {
        try (var stream = NvidiaSmiXmlTest.class.getResourceAsStream("/nvidia-smi/" + file)) {
            return (Devices) NvidiaSmiXml.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
