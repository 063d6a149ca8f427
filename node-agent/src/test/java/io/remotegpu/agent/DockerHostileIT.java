package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.agent.Shells.Result;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Condition;
import io.remotegpu.contracts.workload.Workload.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An image and a user, root inside, that try what a tenant must not: each is refused or contained, and said. */
@ExtendWith(RequiresRoot.class)
class DockerHostileIT extends DockerAgentFixture {
    private static final String IMAGE = "remotegpu-hostile-" + HOST;
    private static final long MEBIBYTE = 1024 * 1024;

    private static final String BOMB = """
        import threading, time
        threading.stack_size(65536)
        while True:
            try:
                threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
            except RuntimeError: time.sleep(0.1)
        """;

    private final Asking asking = new Asking(kafka.servers(), new HostId(HOST));

    @BeforeAll
    static void buildImage() throws IOException {
        Path build = Files.createDirectories(folder.resolve("hostile"));
        Files.writeString(build.resolve("Dockerfile"), """
            FROM remotegpu/env-base:latest
            ENV NVIDIA_VISIBLE_DEVICES=all CUDA_VISIBLE_DEVICES=0,1
            LABEL io.remotegpu.workload=env-another io.remotegpu.epoch=99 io.remotegpu.gpus=GPU-0 io.remotegpu.storage=999999999
            ENTRYPOINT ["bash", "-c", "trap '' TERM INT HUP; while :; do sleep 1; done"]
            """);
        assertThat(Shells.run("docker", "build", "-q", "-t", IMAGE, build.toString())
                        .exit())
                .isZero();
    }

    @AfterAll
    static void removeImage() {
        DockerCommands.removeAll(HOST);
        Shells.run("docker", "rmi", "-f", IMAGE);
    }

    @AfterEach
    void stopListening() {
        asking.close();
    }

    @Test
    void anImageThatLiesAboutGpusAndItsLabelsAndWillNotEndGetsNothingByIt() {
        var hostile = Commands.environment(IMAGE, Probe.Kind.NONE, Map.of());
        kafka.send(COMMANDS.start(id, 1, hostile, port, List.of(gpus.getFirst()), List.of()));
        String container = first(ContainerStarted.class).containerId();
        assertThat(DockerCommands.inspect(container, "{{range .Config.Env}}{{println .}}{{end}}")
                        .lines())
                .contains("NVIDIA_VISIBLE_DEVICES=" + gpus.getFirst(), "CUDA_VISIBLE_DEVICES=" + gpus.getFirst())
                .doesNotContain("NVIDIA_VISIBLE_DEVICES=all");
        assertThat(DockerCommands.inspect(container, "{{range .Config.Labels}}{{println .}}{{end}}")
                        .lines())
                .contains(id.value(), "1", gpus.getFirst())
                .doesNotContain("env-another", "99", "999999999");

        kafka.send(COMMANDS.stop(id, 1));
        first(ContainerStopped.class);
        assertThat(DockerCommands.containers(id)).isEmpty();
    }

    @Test
    void rootInsideReachesNothingOfTheHost() throws IOException {
        Path key = folder.resolve(id.value());
        String container = start(Shells.keyPair(key));

        assertThat(DockerCommands.inspect(
                        container,
                        "{{.HostConfig.Privileged}} {{.HostConfig.PidMode}} {{.HostConfig.IpcMode}}"
                                + " {{.HostConfig.UTSMode}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}}"))
                .isEqualTo("false  private  [ALL] [no-new-privileges]");
        assertThat(DockerCommands.inspect(container, "{{.HostConfig.NetworkMode}}"))
                .isNotEqualTo("host");
        assertThat(root(container, Attempts.SCRIPT).output().lines())
                .hasSize(Attempts.count())
                .allMatch(line -> line.endsWith(" refused"));

        root(container, "cp /usr/bin/id /opt/id && chmod 4755 /opt/id");
        assertThat(Shells.ssh(key, port, "/opt/id -u").output()).isEqualTo("1000");
    }

    @Tag("long")
    @Test
    void aForkBombStaysInsideAndItsOwnerIsTold() throws IOException {
        Path key = folder.resolve("neighbour-" + id);
        WorkloadId neighbour = new WorkloadId("env-" + UUID.randomUUID());
        int door = Shells.freePort();
        kafka.send(COMMANDS.start(neighbour, 1, door, List.of(), List.of(Shells.keyPair(key))));
        String container = start();
        kafka.awaitFirst(ContainerStarted.class, event -> event.workloadId().equals(neighbour));

        // threads count as processes do, and need less of the memory that would end it first
        Shells.run("docker", "exec", "-d", container, "python3", "-c", BOMB);

        try {
            awaitCondition(Condition.Kind.PROCESSES_AT_LIMIT);
            assertThat(Shells.ssh(key, door, "echo unharmed").output()).isEqualTo("unharmed");
        } finally {
            kafka.send(COMMANDS.stop(id, 1));
        }
        first(ContainerStopped.class);
        assertThat(DockerCommands.containers(id)).isEmpty();
    }

    @Tag("long")
    @Test
    void aFloodOfWordsFillsNoMoreThanItsShareOfTheDisk() throws IOException {
        String container = start();
        Path log = Path.of(DockerCommands.inspect(container, "{{.LogPath}}"));

        root(
                container,
                "head -c 45000000 /dev/zero | tr '\\0' x | fold -w 1000 > /proc/1/fd/1; printf '\\n"
                        + "dry\\n"
                        + "' > /proc/1/fd/1");

        await().until(() ->
                Shells.run("docker", "logs", "--tail", "1", container).output().equals("dry"));
        try (Stream<Path> files = Files.list(log.getParent())) {
            List<Path> written = files.filter(
                            file -> file.getFileName().toString().contains("-json.log"))
                    .toList();
            assertThat(written).hasSizeBetween(1, 3);
            assertThat(written).allSatisfy(file -> assertThat(Files.size(file)).isLessThan(11 * MEBIBYTE));
        }
    }

    @Test
    void oneThatKillsItsSshServerIsOverAndSaysHowItEnded() {
        String container = start();

        root(container, "kill -9 $(pgrep -o -x sshd)");

        assertThat(first(ContainerExited.class).reason()).isEqualTo("it ended with exit code 137");
    }

    @Test
    void oneThatRemovesItsSshServerIsToldOf() throws IOException {
        Path key = folder.resolve(id.value());
        String container = start(Shells.keyPair(key));
        assertThat(Shells.ssh(key, port, "true").exit()).isZero();

        root(container, "rm /usr/sbin/sshd");

        awaitCondition(Condition.Kind.SSH_CLOSED);
    }

    private String start(String... keys) {
        kafka.send(COMMANDS.start(id, 1, port, List.of(), List.of(keys)));
        return first(ContainerStarted.class).containerId();
    }

    private void awaitCondition(Condition.Kind kind) {
        await().until(() -> asking.samples(id)
                .flatMap(sample -> sample.conditions().stream())
                .anyMatch(condition -> condition.kind() == kind));
    }

    private static Result root(String container, String script) {
        return Shells.run("docker", "exec", "-u", "0", container, "bash", "-c", script);
    }
}
