package io.remotegpu.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.gpu.Gpu;
import io.remotegpu.agent.gpu.GpuReading;
import io.remotegpu.agent.gpu.GpuReading.Cause;
import io.remotegpu.agent.gpu.GpuReading.Devices;
import io.remotegpu.agent.gpu.GpuReading.Unavailable;
import io.remotegpu.agent.gpu.GpuVitals;
import io.remotegpu.agent.gpu.GpuVitals.Repair;
import io.remotegpu.agent.gpu.KernelFault;
import io.remotegpu.contracts.workload.GpuHealth;
import io.remotegpu.contracts.workload.GpuHealthCause.Kind;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {
    private static final String GPU = "GPU-1";
    private static final String BUS = "00000000:3B:00.0";

    static Stream<Arguments> vitals() {
        return Stream.of(
                Arguments.of(GpuVitals.UNTOLD, GpuHealth.HEALTHY, null),
                Arguments.of(vitals(88, 89, null, false, 0, Repair.NONE, null), GpuHealth.HEALTHY, null),
                Arguments.of(vitals(89, 89, null, false, 0, Repair.NONE, null), GpuHealth.DEGRADED, Kind.HEAT),
                Arguments.of(vitals(95, null, null, false, 0, Repair.NONE, null), GpuHealth.HEALTHY, null),
                Arguments.of(vitals(60, 89, null, true, 0, Repair.NONE, null), GpuHealth.DEGRADED, Kind.HEAT),
                Arguments.of(vitals(60, null, 1, false, 0, Repair.NONE, null), GpuHealth.HEALTHY, null),
                Arguments.of(vitals(87, null, 0, false, 0, Repair.NONE, null), GpuHealth.DEGRADED, Kind.HEAT),
                Arguments.of(
                        vitals(40, 89, null, false, 1, Repair.NONE, null), GpuHealth.UNHEALTHY, Kind.UNCORRECTABLE_ECC),
                Arguments.of(
                        vitals(40, 89, null, false, 0, Repair.PAGES_PENDING, null),
                        GpuHealth.DEGRADED,
                        Kind.MEMORY_REPAIR_PENDING),
                Arguments.of(
                        vitals(40, 89, null, false, 0, Repair.ROWS_PENDING, null),
                        GpuHealth.DEGRADED,
                        Kind.MEMORY_REPAIR_PENDING),
                Arguments.of(
                        vitals(40, 89, null, false, 0, Repair.FAILED, null),
                        GpuHealth.UNHEALTHY,
                        Kind.MEMORY_REPAIR_FAILED),
                Arguments.of(
                        vitals(40, 89, null, false, 0, Repair.NONE, "Reset"),
                        GpuHealth.UNHEALTHY,
                        Kind.RECOVERY_NEEDED));
    }

    @ParameterizedTest
    @MethodSource("vitals")
    void judgesWhatTheDriverMeasures(GpuVitals vitals, GpuHealth health, @Nullable Kind cause) {
        Verdict verdict = of(devices(gpu(vitals, null)));

        assertThat(verdict.health()).isEqualTo(health);
        assertThat(kinds(verdict)).isEqualTo(cause == null ? List.of() : List.of(cause));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DEVICE_LOST   | Unable to determine the device handle for GPU0000:3B:00.0: Unknown Error     | UNHEALTHY | LOST",
                "DEVICE_LOST   | Unable to determine the device handle for GPU 00000000:3b:00.0: GPU is lost. | UNHEALTHY | LOST",
                "DEVICE_LOST   | Unable to determine the device handle for GPU0000:5E:00.0: Unknown Error     | DEGRADED  | UNREADABLE",
                "NO_DEVICES    | No devices were found                                                        | UNHEALTHY | LOST",
                "NOT_INSTALLED | cannot run nvidia-smi                                                        | UNHEALTHY | DRIVER_GONE",
                "NO_DRIVER     | Failed to initialize NVML: Driver/library version mismatch                   | UNHEALTHY | DRIVER_GONE",
                "TIMED_OUT     | nvidia-smi did not answer within 20 s                                        | UNHEALTHY | DRIVER_HANGS",
                "UNREADABLE    | nvidia-smi ended with 1                                                      | UNHEALTHY | UNREADABLE",
            })
    void judgesADriverThatDoesNotAnswer(Cause why, String said, GpuHealth health, Kind cause) {
        Verdict verdict = of(new Unavailable(why, said));

        assertThat(verdict.health()).isEqualTo(health);
        assertThat(kinds(verdict)).containsExactly(cause);
        assertThat(verdict.causes().getFirst().evidence()).contains(said);
    }

    @Test
    void callsOneThatTheDriverDoesNotListLost() {
        Verdict verdict = of(new Devices("1", List.of()));

        assertThat(verdict.health()).isEqualTo(GpuHealth.UNHEALTHY);
        assertThat(kinds(verdict)).containsExactly(Kind.LOST);
    }

    @Test
    void believesTheKernelAboutOneThatTheDriverCallsWell() {
        KernelFault fault = new KernelFault(79, Instant.EPOCH, "fallen off the bus", GpuHealth.UNHEALTHY);
        Verdict verdict = new Diagnosis(
                        devices(gpu(GpuVitals.UNTOLD, null)), bus -> bus.equals(BUS) ? List.of(fault) : List.of())
                .of(GPU, BUS);

        assertThat(verdict.health()).isEqualTo(GpuHealth.UNHEALTHY);
        assertThat(verdict.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.kind()).isEqualTo(Kind.XID);
            assertThat(cause.evidence()).contains("Xid 79", "fallen off the bus");
        });
    }

    @Test
    void namesEveryCauseTheWorstFirst() {
        Verdict verdict = of(devices(gpu(vitals(95, 89, null, true, 3, Repair.ROWS_PENDING, null), null)));

        assertThat(verdict.health()).isEqualTo(GpuHealth.UNHEALTHY);
        assertThat(kinds(verdict)).containsExactly(Kind.UNCORRECTABLE_ECC, Kind.MEMORY_REPAIR_PENDING, Kind.HEAT);
    }

    @Test
    void trustsNoReadingThatIsNotWhole() {
        Verdict verdict = of(devices(gpu(GpuVitals.UNTOLD, "the driver does not tell how much memory is used")));

        assertThat(verdict.health()).isEqualTo(GpuHealth.UNHEALTHY);
        assertThat(kinds(verdict)).containsExactly(Kind.UNREADABLE);
    }

    private static Verdict of(GpuReading reading) {
        return new Diagnosis(reading, bus -> List.of()).of(GPU, BUS);
    }

    private static List<Kind> kinds(Verdict verdict) {
        return verdict.causes().stream().map(cause -> cause.kind()).toList();
    }

    private static Devices devices(Gpu gpu) {
        return new Devices("1", List.of(gpu));
    }

    static Gpu gpu(GpuVitals vitals, @Nullable String fault) {
        return new Gpu(GPU, 0, "A100", "NVIDIA", "Ampere", 81920, 0, false, List.of(), fault, BUS, vitals);
    }

    private static GpuVitals vitals(
            @Nullable Integer temperature,
            @Nullable Integer slowdown,
            @Nullable Integer headroom,
            boolean slowed,
            long errors,
            Repair repair,
            @Nullable String recovery) {
        return new GpuVitals(temperature, slowdown, headroom, slowed, errors, repair, recovery);
    }
}
