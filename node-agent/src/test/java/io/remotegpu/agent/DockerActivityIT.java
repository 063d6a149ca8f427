package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.workload.WorkloadActivity;
import io.remotegpu.contracts.workload.WorkloadActivity.SshSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody works in an environment by the OpenSSH client; the agent tells of it without anything of its own inside. */
class DockerActivityIT extends DockerAgentFixture {
    private final List<Process> clients = new ArrayList<>();
    private Asking asking;
    private Path key;

    @BeforeEach
    void start() throws IOException {
        key = folder.resolve("key-" + id);
        asking = new Asking(kafka.servers(), new HostId(HOST));
        kafka.send(COMMANDS.start(id, 4, port, List.of(), List.of(Shells.keyPair(key))));
        first(ContainerStarted.class);
        awaitSeen(activity -> sessions(activity).isEmpty());
    }

    @AfterEach
    void stop() {
        clients.forEach(Process::destroyForcibly);
        asking.close();
    }

    @Test
    void tellsOfATerminalUntilItIsClosed() throws IOException {
        Process client = connect("-tt", "cat");
        WorkloadActivity opened = awaitSeen(
                activity -> sessions(activity).size() == 1 && List.of("cat").equals(activity.processes()));
        SshSession session = sessions(opened).getFirst();
        assertThat(opened.epoch()).isEqualTo(4);
        assertThat(session.terminal()).startsWith("pts/");
        assertThat(session.from()).isNotNull();
        assertThat(session.lastInput()).isNotNull();
        assertThat(opened.connections()).isEmpty();

        client.destroy();
        awaitSeen(activity -> sessions(activity).isEmpty());
    }

    @Test
    void tellsWhoCameAndWentByWhichKey() throws IOException {
        Process client = connectAndWait(key);
        String print =
                Shells.run("ssh-keygen", "-l", "-f", key + ".pub").output().split(" ")[1];
        await().until(() -> asking.sessions(id).values().stream()
                .anyMatch(session -> print.equals(session.key()) && session.until() == null));

        client.destroy();

        await().until(() -> asking.sessions(id).values().stream()
                .anyMatch(session -> print.equals(session.key()) && session.until() != null));
        assertThat(asking.sessions(id)).hasSize(1);
    }

    @Test
    void tellsAnEditorsConnectionFromATerminal() throws IOException {
        connect("-T", "sleep 600");
        WorkloadActivity opened = awaitSeen(
                activity -> sessions(activity).size() == 1 && List.of("sleep").equals(activity.processes()));
        assertThat(sessions(opened).getFirst().terminal()).isNull();
        assertThat(sessions(opened).getFirst().lastInput()).isNull();
        assertThat(opened.connections()).isEmpty();
    }

    @Test
    void endsTheSessionsOfAKeyThatIsTakenAwayAndNoOthers() throws IOException {
        Path other = folder.resolve("other-" + id);
        String stays = Shells.keyPair(other);
        String goes = Files.readString(Path.of(key + ".pub")).strip();
        kafka.send(COMMANDS.keys(id, 4, List.of(goes, stays)));
        await().until(() -> Shells.ssh(other, port, "true").exit() == 0);
        Process ended = connectAndWait(key);
        Process left = connectAndWait(other);
        awaitSeen(activity -> sessions(activity).size() == 2
                && sessions(activity).stream()
                                .map(SshSession::key)
                                .filter(Objects::nonNull)
                                .distinct()
                                .count()
                        == 2);

        long taken = System.nanoTime();
        kafka.send(COMMANDS.keys(id, 4, List.of(stays)));

        await().pollInterval(Duration.ofMillis(20)).until(() -> !ended.isAlive());
        System.out.println(
                "a session ended " + Duration.ofNanos(System.nanoTime() - taken).toMillis()
                        + " ms after the command that took its key away; 5,000 ms are promised");
        awaitSeen(activity -> sessions(activity).size() == 1);
        assertThat(left.isAlive()).isTrue();
    }

    /** Returns once its command runs. */
    private Process connectAndWait(Path with) throws IOException {
        Process client = connect(with, "-T", "echo in; sleep 600");
        assertThat(client.inputReader().readLine()).isEqualTo("in");
        return client;
    }

    private Process connect(String terminal, String command) throws IOException {
        return connect(key, terminal, command);
    }

    private Process connect(Path with, String terminal, String command) throws IOException {
        Process client = new ProcessBuilder(Shells.sshCommand(with, port, terminal, command))
                .redirectErrorStream(true)
                .start();
        clients.add(client);
        return client;
    }

    private WorkloadActivity awaitSeen(Predicate<WorkloadActivity> wanted) {
        return await().until(
                        () -> asking.activity(id)
                                .filter(activity -> activity.sessions() != null)
                                .filter(wanted)
                                .orElse(null),
                        Objects::nonNull);
    }

    private static List<SshSession> sessions(WorkloadActivity activity) {
        return Objects.requireNonNull(activity.sessions());
    }
}
