package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.agent.Shells.Result;
import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.workload.AttestedWorkload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The life of a workload on a real engine. */
class DockerAgentIT extends DockerAgentFixture {
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
    void aWorkloadMayHaveFewerProcessesThanOthersAndNoMore() {
        kafka.send(COMMANDS.start(id, 1, Commands.ofProcesses(64), port, List.of(), List.of()));
        String few = first(ContainerStarted.class).containerId();
        assertThat(DockerCommands.inspect(few, "{{.HostConfig.PidsLimit}}")).isEqualTo("64");

        kafka.send(COMMANDS.start(id, 2, Commands.ofProcesses(100_000), port, List.of(), List.of()));
        String many = kafka.awaitFirst(
                        ContainerStarted.class, event -> event.workloadId().equals(id) && event.epoch() == 2)
                .containerId();
        assertThat(DockerCommands.inspect(many, "{{.HostConfig.PidsLimit}}")).isEqualTo("4096");
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
    void goesOnAfterAMessageThatIsNoCommand() {
        kafka.sendRaw("remotegpu.node.commands." + HOST, "node.start-container.v1", "{\"host_id\": 7");
        kafka.send(COMMANDS.stop(id, 1));

        assertThat(first(ContainerStopped.class).stoppedAt()).isNull();
    }

    private Optional<AttestedWorkload.State> stateOf(HostHeartbeat beat) {
        return beat.workloads().stream()
                .filter(workload -> workload.workloadId().equals(id))
                .map(AttestedWorkload::state)
                .findFirst();
    }
}
