package io.remotegpu.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.agent.Commands;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Workload.Probe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerSpecTest {
    @Test
    void namesExactlyTheLeasedGpus() {
        assertThat(spec(Map.of("A", "b"), List.of("GPU-1", "GPU-2")).env())
                .containsOnly(
                        Map.entry("A", "b"),
                        Map.entry("REMOTEGPU_ENV_ID", "env-1"),
                        Map.entry("NVIDIA_VISIBLE_DEVICES", "GPU-1,GPU-2"),
                        Map.entry("CUDA_VISIBLE_DEVICES", "GPU-1,GPU-2"));
    }

    @Test
    void hidesEveryGpuWhenNoneIsLeased() {
        assertThat(spec(Map.of(), List.of()).env())
                .containsEntry("NVIDIA_VISIBLE_DEVICES", "void")
                .containsEntry("CUDA_VISIBLE_DEVICES", "")
                .containsEntry("ROCR_VISIBLE_DEVICES", "");
    }

    @Test
    void namesAmdsCardsInTheWordsOfItsOwnRuntime() {
        assertThat(spec(Map.of(), List.of("GPU-0a1b2c3d4e5f6071", "GPU-1a1b2c3d4e5f6072"))
                        .env())
                .containsOnly(
                        Map.entry("REMOTEGPU_ENV_ID", "env-1"),
                        Map.entry("ROCR_VISIBLE_DEVICES", "GPU-0a1b2c3d4e5f6071,GPU-1a1b2c3d4e5f6072"),
                        Map.entry("HIP_VISIBLE_DEVICES", "0,1"),
                        Map.entry("CUDA_VISIBLE_DEVICES", "0,1"),
                        Map.entry("NVIDIA_VISIBLE_DEVICES", "void"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NVIDIA_VISIBLE_DEVICES",
                "NVIDIA_DRIVER_CAPABILITIES",
                "CUDA_VISIBLE_DEVICES",
                "ROCR_VISIBLE_DEVICES",
                "HIP_VISIBLE_DEVICES",
                "REMOTEGPU_X",
                "A=B",
                ""
            })
    void refusesVariablesThatAreTheHostsOwn(String name) {
        assertThatThrownBy(() -> spec(Map.of(name, "all"), List.of()))
                .satisfies(thrown ->
                        assertThat(WorkloadFailure.of(thrown).cause()).isEqualTo(FailureCause.INVALID_WORKLOAD));
    }

    private static ContainerSpec spec(Map<String, String> env, List<String> gpus) {
        var workload = Commands.environment(Commands.BASE_IMAGE, Probe.Kind.SSH, env);
        var start =
                new Commands(new HostId("host-1")).start(new WorkloadId("env-1"), 1, workload, 20000, gpus, List.of());
        return ContainerSpec.of(start, Path.of("keys"), Path.of("files"), Path.of("data"));
    }
}
