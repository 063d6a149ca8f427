package io.remotegpu.agent.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.agent.Commands;
import io.remotegpu.agent.gpu.Gpu;
import io.remotegpu.agent.gpu.GpuInspector;
import io.remotegpu.agent.gpu.GpuProcess;
import io.remotegpu.agent.gpu.GpuReading;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GpuRecheckHookTest {
    private final StartAttempt attempt = new StartAttempt(
            new Commands(new HostId("host-1")).start(new WorkloadId("env-1"), 1, 20000, List.of("GPU-1"), List.of()));
    private final GpuCheckHook check =
            new GpuCheckHook(new GpuInspector(this::read, 0, Clock.systemUTC()), gpu -> List.of(), () -> this.nanos);
    private final GpuRecheckHook recheck = new GpuRecheckHook(check, () -> this.nanos);
    private List<GpuProcess> processes = List.of();
    private long nanos = 1;
    private int looks;

    @BeforeEach
    void lookBeforeThePull() {
        check.prepare(attempt);
    }

    @Test
    void refusesAGpuThatGotDirtyDuringALongPull() {
        nanos += TimeUnit.SECONDS.toNanos(6);
        processes = List.of(new GpuProcess(4711, "python3", 10));

        assertThatThrownBy(() -> recheck.prepare(attempt))
                .satisfies(
                        thrown -> assertThat(WorkloadFailure.of(thrown).cause()).isEqualTo(FailureCause.GPU_DIRTY));
    }

    @Test
    void trustsALookOfAMomentAgo() {
        nanos += TimeUnit.SECONDS.toNanos(4);
        recheck.prepare(attempt);

        assertThat(looks).isEqualTo(1);
    }

    @Test
    void leavesAContainerAloneThatRunsAlready() {
        nanos += TimeUnit.SECONDS.toNanos(6);
        attempt.foundRunning("container");
        recheck.prepare(attempt);

        assertThat(looks).isEqualTo(1);
    }

    private GpuReading read() {
        looks++;
        Gpu gpu = new Gpu("GPU-1", 0, "A100", "NVIDIA", "Ampere", 81920, 0, false, processes, null);
        return new GpuReading.Devices("1", List.of(gpu));
    }
}
