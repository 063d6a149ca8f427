package io.remotegpu.agent.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.workload.GpuEvidence;
import io.remotegpu.contracts.workload.GpuHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as drivers write them. */
class KernelLogTest {
    private static final String BUS = "00000000:3B:00.0";
    private static final String FALLEN =
            "NVRM: Xid (PCI:0000:3b:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus.";

    private static final Instant BOOTED = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void readsErrorsOfEveryForm() {
        assertThat(Xid.parse(FALLEN))
                .contains(new Xid("0000:3b:00", 79, "pid='<unknown>', name=<unknown>, GPU has fallen off the bus."));
        assertThat(Xid.parse("NVRM: Xid (0000:02:00): 13, 0006 00000000 0000c597 00000b08 00000000"))
                .contains(new Xid("0000:02:00", 13, "0006 00000000 0000c597 00000b08 00000000"));
        assertThat(Xid.parse("""
                        NVRM: The NVIDIA GPU 0000:b3:00.0
                        NVRM: (PCI ID: 10de:26b5) installed in this system has
                        NVRM: fallen off the bus and is not responding to commands.""")).contains(new Xid("0000:b3:00", 79, "fallen off the bus"));
        assertThat(Xid.parse("NVRM: loading NVIDIA UNIX Open Kernel Module for x86_64  570.158.01"))
                .isEmpty();
        assertThat(Xid.parse("NVRM: Xid (PCI:nonsense): 79, what")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {48, 62, 64, 74, 79, 95, 119, 140, 143})
    void takesTheGpuToBeBrokenAfterSome(int number) throws IOException {
        assertThat(fault("NVRM: Xid (PCI:0000:3b:00): " + number + ", pid=0, broken"))
                .contains(
                        "Xid " + number, "pid=0, broken", "reset the GPU", "remotegpu-agent repaired 00000000:3B:00.0");
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 31, 43, 45, 63, 94})
    void doesNotBlameTheGpuForWhatAProgramDid(int number) throws IOException {
        assertThat(fault("NVRM: Xid (PCI:0000:3b:00): " + number + ", pid=4711, name=python"))
                .isNull();
    }

    @Test
    void blamesNoOtherGpu() throws IOException {
        KernelLog log = heard("4,1234,200000000,-;" + FALLEN);
        assertThat(log.faultAt(BUS)).isNotNull();
        assertThat(log.faultAt("00000000:3C:00.0")).isNull();
        assertThat(log.faultAt("unknown")).isNull();
    }

    @Test
    void knowsWhatWasSaidBeforeItStartedAndWhen() throws IOException {
        assertThat(heard("4,1234,200000000,-;" + FALLEN).faultsAt(BUS))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.at()).isEqualTo(BOOTED.plusSeconds(200));
                    assertThat(fault.number()).isEqualTo(79);
                });
    }

    @Test
    void passesOverWhatWasSaidBeforeTheGpuWasRepaired() throws IOException {
        RepairMarks repairs = new RepairMarks(folder.resolve("repaired"));
        KernelLog log = heard("4,1234,200000000,-;" + FALLEN);
        repairs.mark("0000:3b:00", BOOTED.plusSeconds(199));
        assertThat(log.faultAt(BUS)).isNotNull();
        repairs.mark(BUS, BOOTED.plusSeconds(200));
        assertThat(log.faultAt(BUS)).isNull();
        repairs.mark("00000000:3C:00.0", Instant.MIN);
        Files.writeString(folder.resolve("repaired/0000-3b-00"), "damaged");
        assertThat(log.faultAt(BUS)).isNotNull();
    }

    @Test
    void takesTheDriversWordThatNothingIsLeftToRecover() throws IOException {
        String asks =
                "NVRM: Xid (PCI:0000:3b:00): 154, GPU recovery action changed from 0x0 (None) to 0x1 (GPU Reset Required)";
        String takesBack =
                "NVRM: Xid (PCI:0000:3b:00): 154, GPU recovery action changed from 0x1 (GPU Reset Required) to 0x0 (None)";
        assertThat(fault(asks)).contains("GPU Reset Required");
        assertThat(fault(takesBack)).isNull();

        Path file = folder.resolve("kmsg");
        KernelLog log = log(file);
        for (String said : List.of(FALLEN, takesBack)) {
            Files.writeString(file, "4,1,1,-;" + said);
            log.read();
        }
        assertThat(log.faultsAt(BUS)).isEmpty();
    }

    @Test
    void callsMemoryThatFailsOftenWornAndNotBroken() throws IOException {
        KernelLog log = heard("4,1,1,-;NVRM: Xid (PCI:0000:3b:00): 92, High single-bit ECC error rate");
        assertThat(log.faultAt(BUS)).isNull();
        assertThat(log.faultsAt(BUS)).extracting(KernelFault::health).containsExactly(GpuHealth.DEGRADED);
    }

    @Test
    void refusesToMarkWhatIsNoAddress() {
        assertThatThrownBy(() -> new RepairMarks(folder).mark("../../etc/passwd", BOOTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("00000000:3B:00.0");
    }

    @Test
    void isNotConfusedByOtherRecords() throws IOException {
        for (String record : List.of("", ";", "garbage", "6,1,x,-;" + FALLEN, " SUBSYSTEM=pci\n")) {
            assertThat(heard(record).faultAt(BUS)).isNull();
        }
        log(folder.resolve("nowhere")).read();
    }

    @Test
    void makesAGpuThatTheDriverCallsWellUnfit() throws IOException {
        Gpu well = new Gpu(
                "GPU-1", 0, "A100", "NVIDIA", "Ampere", 81920, 0, false, List.of(), null, BUS, GpuVitals.UNTOLD);
        GpuReading.Devices devices = new GpuReading.Devices("1", List.of(well));
        GpuReader reader = new AttentiveReader(() -> devices, heard("4,1,1,-;" + FALLEN));

        assertThat(new GpuInspector(reader, 0, Clock.systemUTC()).inspect(List.of("GPU-1")))
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.problem()).contains("Xid 79", "fallen off the bus"));
    }

    @Test
    void tellsTheLastWordOfTheKernelBesideWhatWasMeasured() throws IOException {
        Gpu well = new Gpu(
                "GPU-1", 0, "A100", "NVIDIA", "Ampere", 81920, 0, false, List.of(), null, BUS, GpuVitals.UNTOLD);
        GpuReader reader = () -> new GpuReading.Devices("1", List.of(well));
        KernelLog heard = heard("4,1234,200000000,-;NVRM: Xid (PCI:0000:3b:00): 31, pid=4711, MMU Fault");
        KernelLog deaf = log(folder.resolve("nowhere"));
        deaf.read();

        GpuEvidence told = inspect(reader, heard);
        assertThat(told.problem()).isNull();
        assertThat(told.kernelLogRead()).isTrue();
        assertThat(told.lastXid()).isEqualTo("Xid 31 at 2026-03-01T12:03:20Z: pid=4711, MMU Fault");
        assertThat(inspect(reader, deaf).kernelLogRead()).isFalse();
        assertThat(inspect(reader, deaf).lastXid()).isNull();
        assertThat(inspect(reader, null).kernelLogRead()).isNull();
    }

    private static GpuEvidence inspect(GpuReader reader, KernelLog kernel) {
        return new GpuInspector(reader, 0, Clock.systemUTC(), kernel, null)
                .inspect(List.of("GPU-1"))
                .getFirst();
    }

    private String fault(String message) throws IOException {
        return heard("4,1234,200000000,-;" + message).faultAt(BUS);
    }

    private KernelLog heard(String record) throws IOException {
        KernelLog log = log(Files.writeString(folder.resolve("kmsg"), record));
        log.read();
        return log;
    }

    private KernelLog log(Path file) {
        return new KernelLog(file, BOOTED, new RepairMarks(folder.resolve("repaired")));
    }
}
