package io.remotegpu.agent.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.gpu.GpuReading.Cause;
import io.remotegpu.agent.gpu.GpuReading.Devices;
import io.remotegpu.agent.gpu.GpuReading.Unavailable;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class GpuInspectorTest {
    private static final GpuProcess PYTHON = new GpuProcess(7, "python3", 0);

    @Test
    void passesAnIdleGpuAtItsFloor() {
        assertThat(problem(gpu(128, false, List.of(), null))).isNull();
    }

    @Test
    void refusesAnythingLeftBehind() {
        assertThat(problem(gpu(129, false, List.of(), null))).contains("129 MiB");
        assertThat(problem(gpu(0, false, List.of(PYTHON), null))).contains("7 python3");
        assertThat(problem(gpu(0, true, List.of(), null))).contains("MIG");
        assertThat(problem(gpu(0, false, List.of(), "broken"))).isEqualTo("broken");
    }

    @Test
    void failsClosedWhenTheDriverIsSilentOrTheGpuIsGone() {
        assertThat(inspect(new Unavailable(Cause.TIMED_OUT, "hung"))).isEqualTo("hung");
        assertThat(inspect(new Devices("1", List.of()))).contains("no such GPU");
    }

    private static String problem(Gpu gpu) {
        return inspect(new Devices("1", List.of(gpu)));
    }

    private static String inspect(GpuReading reading) {
        return new GpuInspector(() -> reading, 128, Clock.systemUTC())
                .inspect(List.of("GPU-1"))
                .getFirst()
                .problem();
    }

    private static Gpu gpu(int used, boolean mig, List<GpuProcess> processes, String fault) {
        return new Gpu("GPU-1", 0, "A100", "NVIDIA", "Ampere", 81920, used, mig, processes, fault);
    }
}
