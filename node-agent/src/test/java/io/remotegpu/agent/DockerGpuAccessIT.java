package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.remotegpu.agent.health.DeviceGroup;
import io.remotegpu.contracts.GpuAccessLost;
import io.remotegpu.contracts.GpuAccessRestored;
import io.remotegpu.contracts.GpuHealthChanged;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.GpuHealth;
import io.remotegpu.contracts.workload.GpuHealthCause.Kind;
import io.remotegpu.contracts.workload.GpuInventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real agent asks in a real container, where a script stands in for nvidia-smi; the GPUs are simulated. */
@ExtendWith(RequiresDocker.class)
class DockerGpuAccessIT {
    private static final String HOST = "it-" + UUID.randomUUID().toString().substring(0, 8);
    private static final Commands COMMANDS = new Commands(new HostId(HOST));
    private static final String STAND_IN = """
            if [ -f /tmp/forgotten ]; then
                echo 'Failed to initialize NVML: Unknown Error'
                exit 255
            fi
            echo 'GPU 0: NVIDIA A100-SXM4-80GB (UUID: GPU-1)'
            """;

    private static final Path KERNEL_LOG = Path.of("/dev/kmsg");

    @TempDir
    private static Path folder;

    private static TestKafka kafka;
    private static TestAgent agent;
    private static List<String> gpus;

    private final WorkloadId id = new WorkloadId("env-" + UUID.randomUUID());

    @BeforeAll
    static void startAgent() {
        kafka = new TestKafka();
        Path state = folder.resolve("state");
        List<String> arguments = new ArrayList<>(TestAgent.notEnrolled(kafka, HOST, "docker", state));
        arguments.addAll(List.of("--gpu-probe-interval=PT1S", "--health-interval=PT1S"));
        agent = new TestAgent(state, arguments);
        gpus = kafka.awaitFirst(HostRegistered.class, event -> true).gpus().stream()
                .map(GpuInventory::uuid)
                .toList();
    }

    @AfterAll
    static void stopAgent() {
        agent.close();
        kafka.close();
        DockerCommands.removeAll(HOST);
    }

    @Test
    void tellsThatAContainerDoesNotReachItsGpusAndThatItDoesAgain() {
        ContainerStarted started = start(List.of(gpus.getFirst()));
        inside(
                started,
                "printf '%s' \"$1\" > /usr/local/bin/nvidia-smi && chmod +x /usr/local/bin/nvidia-smi",
                "#!/bin/sh\n" + STAND_IN);
        first(GpuAccessRestored.class);

        kafka.forget();
        inside(started, "touch /tmp/forgotten", "");
        GpuAccessLost lost = first(GpuAccessLost.class);
        assertThat(lost.epoch()).isEqualTo(4);
        assertThat(lost.reason()).isEqualTo("Failed to initialize NVML: Unknown Error");

        inside(started, "rm /tmp/forgotten", "");
        assertThat(first(GpuAccessRestored.class).at()).isAfterOrEqualTo(lost.since());
    }

    @Test
    void tellsOfAGpuWhoseMemoryFailsAndWhenItIsWellAgain() throws IOException {
        String gpu = gpus.getLast();
        Path errors = folder.resolve("state/simulated-gpus").resolve(gpu + ".uncorrected");
        Files.writeString(errors, "3");
        GpuHealthChanged bad = kafka.awaitFirst(
                GpuHealthChanged.class, fact -> fact.gpu().equals(gpu) && fact.health() == GpuHealth.UNHEALTHY);
        assertThat(bad.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.kind()).isEqualTo(Kind.UNCORRECTABLE_ECC);
            assertThat(cause.evidence()).startsWith("3 memory errors");
        });

        kafka.forget();
        Files.delete(errors);
        kafka.awaitFirst(GpuHealthChanged.class, fact -> fact.gpu().equals(gpu) && fact.health() == GpuHealth.HEALTHY);
    }

    @Test
    void seesFromOutsideWhichDevicesTheKernelRefusesAContainer() {
        long process = Long.parseLong(Shells.run(
                        "docker",
                        "inspect",
                        "-f",
                        "{{.State.Pid}}",
                        start(List.of()).containerId())
                .output()
                .strip());
        DeviceGroup group = new DeviceGroup(Path.of("/proc"));
        assumeTrue(Files.isWritable(KERNEL_LOG), "needs root and the kernel's own log, which containers are refused");
        assumeTrue(group.canEnter(process), "needs the host's control groups");

        await().until(() -> group.open(process, Path.of("/dev/null")) == DeviceGroup.Outcome.OPENED);
        await().until(() -> group.open(process, KERNEL_LOG) == DeviceGroup.Outcome.REFUSED);
        assertThat(group.open(ProcessHandle.current().pid(), Path.of("/dev/nowhere")))
                .isEqualTo(DeviceGroup.Outcome.UNKNOWN);
    }

    private ContainerStarted start(List<String> leased) {
        kafka.send(COMMANDS.start(id, 4, Shells.freePort(), leased, List.of()));
        return first(ContainerStarted.class);
    }

    private <E extends WorkloadEvent> E first(Class<E> type) {
        return kafka.awaitFirst(type, event -> event.workloadId().equals(id));
    }

    private static void inside(ContainerStarted container, String script, String argument) {
        await().until(() ->
                Shells.run("docker", "exec", "-u", "0", container.containerId(), "sh", "-c", script, "sh", argument)
                                .exit()
                        == 0);
    }
}
