package io.remotegpu.agent.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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
    @ValueSource(ints = {48, 64, 74, 79, 95, 119})
    void takesTheGpuToBeBrokenAfterSome(int number) throws IOException {
        assertThat(fault("NVRM: Xid (PCI:0000:3b:00): " + number + ", pid=0, broken"))
                .contains("Xid " + number, "pid=0, broken", "reset the GPU");
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 31, 43, 45, 63, 94})
    void doesNotBlameTheGpuForWhatAProgramDid(int number) throws IOException {
        assertThat(fault("NVRM: Xid (PCI:0000:3b:00): " + number + ", pid=4711, name=python"))
                .isNull();
    }

    @Test
    void blamesNoOtherGpuAndNothingOfThePast() throws IOException {
        KernelLog log = heard("4,1234,200000000,-;" + FALLEN, 100);
        assertThat(log.faultAt(BUS)).isNotNull();
        assertThat(log.faultAt("00000000:3C:00.0")).isNull();
        assertThat(log.faultAt("unknown")).isNull();

        assertThat(heard("4,1234,200000000,-;" + FALLEN, 201).faultAt(BUS)).isNull();
    }

    @Test
    void isNotConfusedByOtherRecords() throws IOException {
        for (String record : List.of("", ";", "garbage", "6,1,x,-;" + FALLEN, " SUBSYSTEM=pci\n")) {
            assertThat(heard(record, 0).faultAt(BUS)).isNull();
        }
        new KernelLog(folder.resolve("nowhere"), Clock.systemUTC()).read(0);
    }

    @Test
    void makesAGpuThatTheDriverCallsWellUnfit() throws IOException {
        Gpu well = new Gpu("GPU-1", 0, "A100", "NVIDIA", "Ampere", 81920, 0, false, List.of(), null, BUS);
        GpuReading.Devices devices = new GpuReading.Devices("1", List.of(well));
        GpuReader reader = new AttentiveReader(() -> devices, heard("4,1,1,-;" + FALLEN, 0));

        assertThat(new GpuInspector(reader, 0, Clock.systemUTC()).inspect(List.of("GPU-1")))
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.problem()).contains("Xid 79", "fallen off the bus"));
    }

    private String fault(String message) throws IOException {
        return heard("4,1234,200000000,-;" + message, 0).faultAt(BUS);
    }

    private KernelLog heard(String record, double since) throws IOException {
        Path file = Files.writeString(folder.resolve("kmsg"), record);
        KernelLog log = new KernelLog(file, Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));
        log.read(since);
        return log;
    }
}
