package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.Shells.Result;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who reaches whom on a real engine. */
class DockerNetworkIT extends DockerAgentFixture {
    private static final String ADDRESS = "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}";

    @Test
    void workloadsAreReachedByTheirPublishedPortAndNotByOneAnother() throws IOException {
        Path key = folder.resolve(id.value());
        WorkloadId neighbour = new WorkloadId("env-" + UUID.randomUUID());
        kafka.send(COMMANDS.start(id, 1, port, List.of(), List.of(Shells.keyPair(key))));
        kafka.send(COMMANDS.start(neighbour, 1, Shells.freePort(), List.of(), List.of()));
        String mine = first(ContainerStarted.class).containerId();
        String theirs = kafka.awaitFirst(
                        ContainerStarted.class, event -> event.workloadId().equals(neighbour))
                .containerId();

        String address = DockerCommands.inspect(mine, ADDRESS);
        assertThat(greeting(mine, address).output()).isEqualTo("SSH-2.0");
        assertThat(greeting(theirs, address).exit()).isNotZero();
        assertThat(greeting(theirs, address).output()).doesNotContain("SSH");
        assertThat(Shells.ssh(key, port, "echo open").output()).isEqualTo("open");
    }

    @Test
    void makesTheNetworkAgainAfterItWasPruned() {
        DockerCommands.removeAll(HOST);
        kafka.send(COMMANDS.start(id, 1, port, List.of(), List.of()));

        String container = first(ContainerStarted.class).containerId();
        assertThat(DockerCommands.inspect(
                        container, "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}"))
                .isEqualTo("remotegpu-" + HOST);
    }

    /** What port 22 of the address says to someone inside the container. */
    private static Result greeting(String container, String address) {
        return Shells.run(
                "docker", "exec", container, "timeout", "10", "bash", "-c", "head -c 7 </dev/tcp/" + address + "/22");
    }
}
