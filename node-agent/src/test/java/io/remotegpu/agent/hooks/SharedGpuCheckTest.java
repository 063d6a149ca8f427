package io.remotegpu.agent.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.agent.Commands;
import io.remotegpu.agent.gpu.Gpu;
import io.remotegpu.agent.gpu.GpuInspector;
import io.remotegpu.agent.gpu.GpuProcess;
import io.remotegpu.agent.gpu.GpuReading;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.GpuRequest;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SharedGpuCheckTest {
    private static final WorkloadId OTHER = new WorkloadId("env-other");
    private static final StartContainer WHOLE =
            new Commands(new HostId("host-1")).start(new WorkloadId("env-1"), 1, 20000, List.of("GPU-1"), List.of());

    private List<WorkloadId> holders = List.of(OTHER);
    private List<GpuProcess> processes = List.of(new GpuProcess(4711, "python3", 10));
    private @Nullable String fault;

    private final GpuCheckHook check =
            new GpuCheckHook(new GpuInspector(this::read, 0, Clock.systemUTC()), gpu -> holders, System::nanoTime);

    @Test
    void aShareStartsBesideOthersWhateverTheyHaveOnTheGpu() {
        assertThatCode(() -> check.prepare(share())).doesNotThrowAnyException();
    }

    @Test
    void aShareDoesNotStartOnAGpuThatIsNotSound() {
        fault = "row remapping failed";
        assertThatThrownBy(() -> check.prepare(share())).satisfies(SharedGpuCheckTest::isDirty);
    }

    @Test
    void theFirstShareNeedsACleanGpuAsAnybody() {
        holders = List.of();
        assertThatThrownBy(() -> check.prepare(share())).satisfies(SharedGpuCheckTest::isDirty);
        processes = List.of();
        assertThatCode(() -> check.prepare(share())).doesNotThrowAnyException();
    }

    @Test
    void nothingStartsWholeBesideOthers() {
        processes = List.of();
        assertThatThrownBy(() -> check.prepare(new StartAttempt(WHOLE))).satisfies(SharedGpuCheckTest::isDirty);
    }

    private static void isDirty(Throwable thrown) {
        assertThat(WorkloadFailure.of(thrown).cause()).isEqualTo(FailureCause.GPU_DIRTY);
    }

    private static StartAttempt share() {
        Workload whole = WHOLE.workload();
        Workload half = new Workload(
                whole.image(),
                whole.argv(),
                whole.env(),
                whole.cpu(),
                whole.memory(),
                whole.storage(),
                new GpuRequest(0, List.of(), 0, 500, null),
                whole.ports(),
                whole.volumes(),
                whole.probe(),
                whole.user(),
                whole.readOnlyRoot());
        return new StartAttempt(
                new Commands(WHOLE.hostId()).start(WHOLE.workloadId(), 1, half, 20000, List.of("GPU-1"), List.of()));
    }

    private GpuReading read() {
        Gpu gpu = new Gpu("GPU-1", 0, "A100", "NVIDIA", "Ampere", 81920, 0, false, processes, fault);
        return new GpuReading.Devices("1", List.of(gpu));
    }
}
