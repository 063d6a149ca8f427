package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.agent.Shells.Result;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.AttestedWorkload;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.GpuInventory;
import io.remotegpu.contracts.workload.Workload.Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real agent, a real broker, a real engine. */
@ExtendWith(RequiresDocker.class)
class DockerAgentIT {
    private static final String HOST = "it-" + UUID.randomUUID().toString().substring(0, 8);
    private static final Commands COMMANDS = new Commands(new HostId(HOST));

    @TempDir
    static Path folder;

    private static TestKafka kafka;
    private static TestAgent agent;
    private static List<String> gpus;

    private final WorkloadId id = new WorkloadId("env-" + UUID.randomUUID());
    private final int port = Shells.freePort();

    @BeforeAll
    static void startAgent() {
        kafka = new TestKafka();
        agent = new TestAgent(kafka, HOST, "docker", folder.resolve("state"));
        HostRegistered registered = kafka.awaitFirst(HostRegistered.class, event -> true);
        assertThat(registered.runtime()).isEqualTo("docker");
        assertThat(registered.labels()).containsEntry("room", "7");
        assertThat(registered.gpus()).hasSize(2).allMatch(GpuInventory::simulated);
        gpus = registered.gpus().stream().map(GpuInventory::uuid).toList();
    }

    @AfterAll
    static void stopAgent() {
        System.out.println("the agent at rest holds " + agent.residentMemory() + " MiB");
        agent.close();
        kafka.close();
        DockerCommands.removeAll(HOST);
    }

    @BeforeEach
    void forgetEarlierTests() {
        kafka.forget();
    }

    @Test
    void opensBySshWithTheLeasedGpusAndLeavesNothingAfterTheStop() throws IOException {
        Path key = folder.resolve(id.value());
        kafka.send(COMMANDS.start(id, 1, port, List.of(gpus.get(1)), List.of(Shells.keyPair(key))));

        ContainerStarted started = first(ContainerStarted.class);
        assertThat(started.startedAt())
                .isEqualTo(Instant.parse(DockerCommands.inspect(started.containerId(), "{{.State.StartedAt}}")));
        Result shell = Shells.ssh(
                key,
                port,
                "echo $CUDA_VISIBLE_DEVICES $NVIDIA_VISIBLE_DEVICES $REMOTEGPU_ENV_ID $GREETING; touch kept");
        assertThat(shell.output()).isEqualTo(gpus.get(1) + " " + gpus.get(1) + " " + id + " hello");
        assertThat(Shells.ssh(key, port, "-tt", "stat -c %U $(tty)").output()).isEqualTo("dev");
        kafka.awaitFirst(
                HostHeartbeat.class, beat -> stateOf(beat).equals(Optional.of(AttestedWorkload.State.RUNNING)));

        kafka.send(COMMANDS.stop(id, 1));
        assertThat(first(ContainerStopped.class).stoppedAt()).isAfter(started.startedAt());
        assertThat(DockerCommands.containers(id)).isEmpty();
        kafka.send(COMMANDS.verify(id, 1, List.of(gpus.get(1))));
        assertThat(first(GpuVerifiedClean.class).evidence()).hasSize(1);

        kafka.send(COMMANDS.start(id, 2, port, List.of(), List.of(Files.readString(Path.of(key + ".pub")))));
        kafka.awaitFirst(ContainerStarted.class, event -> event.epoch() == 2);
        assertThat(Shells.ssh(key, port, "ls; echo \"gpus:$CUDA_VISIBLE_DEVICES:$NVIDIA_VISIBLE_DEVICES\"")
                        .output())
                .isEqualTo("kept\ngpus::void");
    }

    @Test
    void containersAreLimitedAndCannotGainPrivileges() {
        kafka.send(COMMANDS.start(id, 1, port, List.of(), List.of()));
        String container = first(ContainerStarted.class).containerId();

        assertThat(
                        DockerCommands.inspect(
                                container,
                                "{{.HostConfig.NanoCpus}} {{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.PidsLimit}}"))
                .isEqualTo("500000000 536870912 536870912 4096");
        assertThat(DockerCommands.inspect(
                        container, "{{.HostConfig.Privileged}} {{.HostConfig.SecurityOpt}} {{.HostConfig.CapDrop}}"))
                .isEqualTo("false [no-new-privileges] [ALL]");
        assertThat(DockerCommands.inspect(container, "{{.HostConfig.RestartPolicy.Name}}"))
                .isIn("", "no");
        assertThat(DockerCommands.inspect(container, "{{index .Config.Labels \"io.remotegpu.epoch\"}}"))
                .isEqualTo("1");
    }

    @Test
    void startsOneContainerForThreeEqualCommands() {
        var start = COMMANDS.start(id, 1, port, List.of(), List.of());
        kafka.send(start);
        kafka.send(start);
        kafka.send(start);

        await().until(() -> kafka.seen(ContainerStarted.class, ours()).size() == 3);
        assertThat(kafka.seen(ContainerStarted.class, ours()).stream().distinct())
                .hasSize(1);
        assertThat(DockerCommands.containers(id)).hasSize(1);
    }

    @Test
    void refusesAnUnknownImageInTheEnginesWords() {
        var unknown = Commands.environment("registry.invalid/nothing:1", Probe.Kind.SSH, Map.of());
        kafka.send(COMMANDS.start(id, 1, unknown, port, List.of(), List.of()));

        ContainerFailed failed = first(ContainerFailed.class);
        assertThat(failed.cause()).isEqualTo(FailureCause.IMAGE_UNAVAILABLE);
        assertThat(failed.reason()).contains("registry.invalid/nothing:1", "registry.invalid");
        assertThat(DockerCommands.containers(id)).isEmpty();
    }

    @Test
    void namesThePortThatIsTakenAndLeavesNoContainer() throws IOException {
        try (ServerSocket squatter = new ServerSocket()) {
            squatter.bind(new InetSocketAddress("127.0.0.1", port));
            kafka.send(COMMANDS.start(id, 1, port, List.of(), List.of()));

            ContainerFailed failed = first(ContainerFailed.class);
            assertThat(failed.cause()).isEqualTo(FailureCause.PORT_TAKEN);
            assertThat(failed.port()).isEqualTo(port);
            assertThat(DockerCommands.containers(id)).isEmpty();
        }
    }

    @Test
    void refusesVariablesThatSelectGpus() {
        var greedy = Commands.environment(Commands.BASE_IMAGE, Probe.Kind.SSH, Map.of("NVIDIA_VISIBLE_DEVICES", "all"));
        kafka.send(COMMANDS.start(id, 1, greedy, port, List.of(), List.of()));

        assertThat(first(ContainerFailed.class).cause()).isEqualTo(FailureCause.INVALID_WORKLOAD);
    }

    @Test
    void neitherStartsOnNorClearsADirtyGpu() throws IOException {
        Path processes = folder.resolve("state/simulated-gpus/" + gpus.getFirst() + ".processes");
        Files.writeString(processes, "4711 python3 2048\n");
        try {
            kafka.send(COMMANDS.start(id, 1, port, List.of(gpus.getFirst()), List.of()));
            ContainerFailed failed = first(ContainerFailed.class);
            assertThat(failed.cause()).isEqualTo(FailureCause.GPU_DIRTY);
            assertThat(failed.reason()).contains("4711 python3");

            kafka.send(COMMANDS.verify(id, 1, List.of(gpus.getFirst())));
            assertThat(first(GpuDirty.class).evidence().getFirst().processes()).containsExactly("4711 python3");
        } finally {
            Files.delete(processes);
        }
    }

    @Test
    void tellsOfAContainerThatEndsByItself() {
        kafka.send(COMMANDS.start(id, 1, port, List.of(), List.of()));
        String container = first(ContainerStarted.class).containerId();
        Shells.run("docker", "kill", container);

        assertThat(first(ContainerExited.class).exitCode()).isEqualTo(137);
        kafka.send(COMMANDS.stop(id, 1));
        assertThat(first(ContainerStopped.class).stoppedAt())
                .isEqualTo(first(ContainerExited.class).exitedAt());
        assertThat(DockerCommands.containers(id)).isEmpty();
    }

    @Test
    void newKeysOpenItAndOldOnesDoNotFromThenOn() throws IOException {
        Path old = folder.resolve("old-" + id);
        Path fresh = folder.resolve("new-" + id);
        kafka.send(COMMANDS.start(id, 1, port, List.of(), List.of(Shells.keyPair(old))));
        first(ContainerStarted.class);
        String freshKey = Shells.keyPair(fresh);
        assertThat(Shells.ssh(fresh, port, "true").exit()).isNotZero();

        kafka.send(COMMANDS.keys(id, 1, List.of(freshKey)));
        await().until(() -> Shells.ssh(fresh, port, "true").exit() == 0);
        assertThat(Shells.ssh(old, port, "true").exit()).isNotZero();
    }

    @Test
    void removesTheHomeWithTheWorkload() {
        kafka.send(COMMANDS.start(id, 1, port, List.of(), List.of()));
        first(ContainerStarted.class);
        assertThat(DockerCommands.volumes(id)).hasSize(2);

        kafka.send(COMMANDS.remove(id, 1));
        first(WorkloadRemoved.class);
        assertThat(DockerCommands.volumes(id)).isEmpty();
        assertThat(DockerCommands.containers(id)).isEmpty();
    }

    @Test
    void saysWhatAContainerPrintedThatNeverAnswers() {
        var silent = new io.remotegpu.contracts.workload.Workload(
                Commands.BASE_IMAGE,
                List.of(),
                Map.of(),
                0.5,
                256,
                0,
                io.remotegpu.contracts.workload.Workload.GpuRequest.NONE,
                List.of(),
                List.of(),
                new Probe(Probe.Kind.TCP, 4444, "", 2),
                null,
                false);
        kafka.send(COMMANDS.start(id, 1, silent, port, List.of(), List.of()));

        ContainerFailed failed = first(ContainerFailed.class);
        assertThat(failed.cause()).isEqualTo(FailureCause.PROBE_FAILED);
        assertThat(failed.reason()).contains("did not answer within 2 s", "Server listening");
        assertThat(DockerCommands.containers(id)).isEmpty();
    }

    @Test
    void goesOnAfterAMessageThatIsNoCommand() {
        kafka.sendRaw("remotegpu.node.commands." + HOST, "node.start-container.v1", "{\"host_id\": 7");
        kafka.send(COMMANDS.stop(id, 1));

        assertThat(first(ContainerStopped.class).stoppedAt()).isNull();
    }

    private <E extends WorkloadEvent> E first(Class<E> type) {
        return kafka.awaitFirst(type, ours());
    }

    private <E extends WorkloadEvent> Predicate<E> ours() {
        return event -> event.workloadId().equals(id);
    }

    private Optional<AttestedWorkload.State> stateOf(HostHeartbeat beat) {
        return beat.workloads().stream()
                .filter(workload -> workload.workloadId().equals(id))
                .map(AttestedWorkload::state)
                .findFirst();
    }
}
