package io.remotegpu.agent.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProcessUsageTest {
    private static final WorkloadId WORKLOAD = new WorkloadId("env-" + UUID.randomUUID());

    private final MarkedProcesses processes = new MarkedProcesses("usage-test");
    private final ProcessUsage usage =
            new ProcessUsage(processes, id -> Optional.of(WORKLOAD).filter(workload -> id.equals("running")));

    @Test
    void addsUpWhatProcessesUseAndKeepsWhatGoneOnesUsed() throws IOException, InterruptedException {
        Process busy = start("while :; do :; done");
        try {
            await().until(() -> used() > 50_000_000);
            assertThat(usage.of("running").orElseThrow().memory()).isPositive();
        } finally {
            busy.destroyForcibly().waitFor();
        }
        long before = used();
        assertThat(before).isGreaterThan(50_000_000);
        assertThat(used()).isEqualTo(before);
        assertThat(usage.of("running").orElseThrow().networkSent()).isNull();
    }

    @Test
    void saysNothingOfWhatDoesNotRun() {
        assertThat(usage.of("stopped")).isEmpty();
    }

    private long used() {
        return usage.of("running").orElseThrow().cpuNanos();
    }

    private Process start(String script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script);
        builder.environment().putAll(processes.mark(WORKLOAD));
        return builder.start();
    }
}
