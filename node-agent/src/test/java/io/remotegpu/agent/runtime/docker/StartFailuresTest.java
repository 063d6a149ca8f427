package io.remotegpu.agent.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.InternalServerErrorException;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.PortMapping;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartFailuresTest {
    private static final List<PortMapping> PORTS =
            List.of(new PortMapping("ssh", 20001, 22, "tcp"), new PortMapping("jupyter", 20002, 8888, "tcp"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "driver failed programming external connectivity on endpoint x: Bind for 0.0.0.0:20002 failed: port is already allocated | PORT_TAKEN | 20002",
                "Error starting userland proxy: listen tcp4 0.0.0.0:20001: bind: address already in use | PORT_TAKEN | 20001",
                "failed to set up container networking: failed to bind host port for 0.0.0.0:20002:172.17.0.2:8888/tcp: address already in use | PORT_TAKEN | 20002",
                "OCI runtime create failed: exec: \"nope\": executable file not found in $PATH: unknown | INVALID_WORKLOAD |",
                "could not select device driver \"nvidia\" with capabilities: [[gpu]] | HOST_ERROR |",
                "nvidia-container-cli: device error: GPU-1: unknown device: unknown | GPU_DIRTY |",
                "nvidia-container-cli: initialization error: load library failed: libnvidia-ml.so.1: no such file or directory | HOST_ERROR |",
                "no space left on device | HOST_ERROR |"
            })
    void readsTheEnginesWords(String words, FailureCause cause, Integer port) {
        String answer = "Status 500: {\"message\":\"" + words.replace("\"", "\\\"") + "\"}";

        assertThat(StartFailures.ofStart(new InternalServerErrorException(answer), PORTS))
                .isEqualTo(new WorkloadFailure(cause, words, port));
    }
}
