package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.GpuInventory;
import io.remotegpu.contracts.workload.Workload.Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime without a container engine, opened with the ordinary SSH client. */
class ProcessAgentIT {
    private final String host = "it-" + UUID.randomUUID().toString().substring(0, 8);
    private final Commands commands = new Commands(new HostId(host));
    private final WorkloadId id = new WorkloadId("env-" + UUID.randomUUID());
    private final int port = Shells.freePort();

    @TempDir
    Path folder;

    private TestKafka kafka;
    private TestAgent agent;
    private Path key;
    private String publicKey;

    @BeforeEach
    void startAgent() throws IOException {
        kafka = new TestKafka();
        agent = new TestAgent(kafka, host, "process", folder.resolve("state"));
        key = folder.resolve("key");
        publicKey = Shells.keyPair(key);
    }

    @AfterEach
    void stopAgent() {
        agent.close();
        kafka.close();
    }

    @Test
    void givesAShellThatSeesExactlyTheLeasedGpus() {
        HostRegistered registered = kafka.awaitFirst(HostRegistered.class, event -> true);
        assertThat(registered.runtime()).isEqualTo("process");
        assertThat(registered.labels()).containsEntry("isolation", "none");
        List<String> leased = List.of(registered.gpus().getFirst()).stream()
                .map(GpuInventory::uuid)
                .toList();
        start(1, leased);

        assertThat(Shells.ssh(key, port, "echo $CUDA_VISIBLE_DEVICES $GREETING; basename $HOME; exit 3"))
                .isEqualTo(new Shells.Result(3, leased.getFirst() + " hello\nhome"));
        assertThat(Shells.ssh(key, port, "-tt", "tty && stty size && echo $TERM")
                        .output())
                .contains("/dev/pts/");
        assertThat(agent.log()).contains("process: no isolation");
    }

    @Test
    void stopEndsEveryProcessAndKeepsTheHome() {
        start(1, List.of());
        Shells.ssh(key, port, "touch kept; setsid sleep 4711 >/dev/null 2>&1 & sleep 0.2");
        assertThat(sleepers()).isNotEmpty();

        kafka.send(commands.stop(id, 1));
        assertThat(first(ContainerStopped.class).stoppedAt()).isNotNull();
        await().until(() -> sleepers().isEmpty());
        assertThat(Shells.ssh(key, port, "true").exit()).isEqualTo(255);

        start(2, List.of());
        assertThat(Shells.ssh(key, port, "ls").output()).isEqualTo("kept");
        kafka.send(commands.remove(id, 2));
        first(WorkloadRemoved.class);
        assertThat(folder.resolve("state/process/volumes/" + id)).doesNotExist();
    }

    @Test
    void opensAgainOnTheSamePortWithTheSameHostKeyAfterAKill() {
        ContainerStarted started = start(1, List.of());
        String hostKey = Shells.run("ssh-keyscan", "-p", Integer.toString(port), "127.0.0.1")
                .output();
        agent.kill();
        agent.start();

        await().until(() -> Shells.ssh(key, port, "true").exit() == 0);
        assertThat(Shells.run("ssh-keyscan", "-p", Integer.toString(port), "127.0.0.1")
                        .output()
                        .lines())
                .containsAll(
                        hostKey.lines().filter(line -> !line.startsWith("#")).toList());
        kafka.forget();
        kafka.send(commands.start(id, 1, port, List.of(), List.of(publicKey)));
        assertThat(first(ContainerStarted.class)).isEqualTo(started);
    }

    @Test
    void keysAreReadAgainWhenTheyChangeAndEndWhoCameInByOthers() throws IOException {
        Path fresh = folder.resolve("fresh");
        String freshKey = Shells.keyPair(fresh);
        start(1, List.of());
        assertThat(Shells.ssh(fresh, port, "true").exit()).isEqualTo(255);

        Process inside = new ProcessBuilder(Shells.sshCommand(key, port, "-T", "echo in; sleep 600")).start();
        assertThat(inside.inputReader().readLine()).isEqualTo("in");
        kafka.send(commands.keys(id, 1, List.of(freshKey)));
        await().until(() -> Shells.ssh(fresh, port, "true").exit() == 0);
        assertThat(Shells.ssh(key, port, "true").exit()).isEqualTo(255);
        await().until(() -> !inside.isAlive());
    }

    @Test
    void refusesImagesItCannotRun() {
        var other = Commands.environment("pytorch/pytorch:latest", Probe.Kind.SSH, Map.of());
        kafka.send(commands.start(id, 1, other, port, List.of(), List.of(publicKey)));

        ContainerFailed failed = first(ContainerFailed.class);
        assertThat(failed.cause()).isEqualTo(FailureCause.IMAGE_UNAVAILABLE);
        assertThat(failed.reason()).contains("no container engine");
    }

    @Test
    void namesThePortThatIsTaken() throws IOException {
        try (ServerSocket squatter = new ServerSocket()) {
            squatter.bind(new InetSocketAddress("127.0.0.1", port));
            kafka.send(commands.start(id, 1, port, List.of(), List.of(publicKey)));

            ContainerFailed failed = first(ContainerFailed.class);
            assertThat(failed.cause()).isEqualTo(FailureCause.PORT_TAKEN);
            assertThat(failed.port()).isEqualTo(port);
        }
    }

    private ContainerStarted start(long epoch, List<String> gpus) {
        kafka.send(commands.start(id, epoch, port, gpus, List.of(publicKey)));
        return kafka.awaitFirst(
                ContainerStarted.class, event -> event.workloadId().equals(id) && event.epoch() == epoch);
    }

    private static String sleepers() {
        return Shells.run("pgrep", "-f", "sleep 4711").output();
    }

    private <E extends WorkloadEvent> E first(Class<E> type) {
        Predicate<E> ours = event -> event.workloadId().equals(id);
        return kafka.awaitFirst(type, ours);
    }
}
