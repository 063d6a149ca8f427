package io.remotegpu.agent.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.runtime.Inside;
import io.remotegpu.contracts.workload.Condition;
import io.remotegpu.contracts.workload.WorkloadActivity.Connections;
import io.remotegpu.contracts.workload.WorkloadActivity.SshSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Host processes, two containers among them; the host is up for a thousand seconds. */
class InsideReaderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Inside INSIDE = new Inside(
            100,
            "172.17.0.2",
            List.of(new Inside.Port("ssh", 22), new Inside.Port("rdp", 3389), new Inside.Port("custom", 7000)),
            null);

    @TempDir
    Path folder;

    private FakeProc proc;
    private InsideReader reader;

    @BeforeEach
    void containers() throws IOException {
        proc = new FakeProc(folder).up(1000);
        reader = new InsideReader(folder, Clock.fixed(NOW, ZoneOffset.UTC));
        proc.process(1, "pid:[1]", "systemd", "/sbin/init", 1);
        proc.process(100, "pid:[2]", "sshd", "sshd: /usr/sbin/sshd -D -e [listener] 0 of 10-100 startups", 10_000);
        proc.process(500, "pid:[3]", "python3", "python3 other.py", 10_000);
        proc.connections(100, FakeProc.listening(22, 9));
    }

    @Test
    void readsTerminalsWithTheirLastInputAndWhereTheyComeFrom() throws IOException {
        proc.process(101, "pid:[2]", "sshd", "sshd: dev [priv]", 40_000);
        proc.process(102, "pid:[2]", "sshd", "sshd: dev@pts/0,pts/1", 40_000);
        proc.process(103, "pid:[2]", "bash", "-bash", 40_001);
        proc.socket(101, 77);
        proc.socket(102, 77);
        proc.connections(100, FakeProc.listening(22, 9), FakeProc.established(22, 41234, 77));
        proc.terminal(100, 0, NOW.minusSeconds(30));
        proc.terminal(100, 1, NOW.minusSeconds(300));

        SeenInside seen = look();

        assertThat(seen.sessions())
                .extracting(OpenSession::seen)
                .containsExactly(
                        new SshSession("pts/0", NOW.minusSeconds(600), NOW.minusSeconds(30), "192.0.2.9", null),
                        new SshSession("pts/1", NOW.minusSeconds(600), NOW.minusSeconds(300), "192.0.2.9", null));
        assertThat(seen.sessions()).extracting(OpenSession::remotePort).containsOnly(41234);
        assertThat(seen.connections()).isEmpty();
        assertThat(seen.processes()).isEmpty();
    }

    @Test
    void tellsEditorsDesktopsAndProgramsApart() throws IOException {
        proc.process(102, "pid:[2]", "sshd-session", "sshd-session: dev@notty", 90_000);
        proc.process(103, "pid:[2]", "python3", "python3 train.py", 90_000);
        proc.process(104, "pid:[2]", "no\nde", "node server.js", 90_000);
        proc.socket(102, 77);
        proc.connections(
                100,
                FakeProc.established(22, 41234, 77),
                FakeProc.established(3389, 41235, 78),
                FakeProc.established(3389, 41236, 79),
                FakeProc.established(9999, 41237, 80));

        SeenInside seen = look();

        assertThat(seen.sessions()).singleElement().satisfies(session -> {
            assertThat(session.seen().terminal()).isNull();
            assertThat(session.seen().lastInput()).isNull();
        });
        assertThat(seen.connections()).containsExactly(new Connections("rdp", 3389, 2));
        assertThat(seen.processes()).containsExactly("no?de", "python3");
    }

    @Test
    void takesNobodyWhoOnlyKnocksForAUser() throws IOException {
        proc.process(105, "pid:[2]", "sshd", "sshd: [accepted]", 99_000);
        proc.socket(105, 81);
        proc.connections(100, FakeProc.listening(22, 9), FakeProc.established(22, 50000, 81));

        assertThat(look()).isEqualTo(new SeenInside(List.of(), List.of(), List.of()));
    }

    @Test
    void countsConnectionsToAnSshServerThatItDoesNotKnow() throws IOException {
        proc.process(200, "pid:[4]", "dropbear", "dropbear -F", 10_000);
        proc.connections(200, FakeProc.established(22, 50000, 81));
        Inside other = new Inside(200, "172.17.0.3", List.of(new Inside.Port("ssh", 22)), null);

        assertThat(reader.look(other, reader.processes())).hasValueSatisfying(seen -> assertThat(seen.connections())
                .containsExactly(new Connections("ssh", 22, 1)));
    }

    @Test
    void believesNoTitleThatOpenSshWouldNotWrite() throws IOException {
        proc.process(102, "pid:[2]", "sshd", "sshd: a@b,b,c,pts/1/../../x," + "pts/7,".repeat(20), 90_000);
        assertThat(look().sessions())
                .singleElement()
                .satisfies(session -> assertThat(session.seen().terminal()).isEqualTo("pts/7"));
    }

    @Test
    void seesNothingWhereItMayNotLook() throws IOException {
        Files.delete(proc.process(300, "pid:[5]", "sshd", "sshd: /usr/sbin/sshd", 10_000)
                .resolve("root"));
        proc.connections(300, FakeProc.listening(22, 9));
        Inside forbidden = new Inside(300, "172.17.0.5", List.of(), null);
        assertThat(reader.look(forbidden, reader.processes())).isEmpty();
        Inside gone = new Inside(999, "172.17.0.4", List.of(), null);
        assertThat(reader.look(gone, reader.processes())).isEmpty();
        assertThat(new InsideReader(folder.resolve("nowhere"), Clock.systemUTC())
                        .look(INSIDE, ProcessTable.read(folder.resolve("nowhere"))))
                .isEmpty();
    }

    @Test
    void saysThatNothingListensOnItsSshPortAnyMore() throws IOException {
        assertThat(look().door()).isEmpty();

        proc.connections(100, FakeProc.listening(8022, 9), FakeProc.established(22, 50000, 81));
        assertThat(look().door()).hasValueSatisfying(door -> {
            assertThat(door.kind()).isEqualTo(Condition.Kind.SSH_CLOSED);
            assertThat(door.words()).contains("nothing listens on port 22");
        });
    }

    @Test
    void tellsAnSshServerThatWasRemovedFromOneThatWasUpgraded() throws IOException {
        Path program = folder.resolve("100/root/usr/sbin/sshd");
        Files.createSymbolicLink(folder.resolve("100/exe"), Path.of("/usr/sbin/sshd (deleted)"));
        assertThat(look().door())
                .hasValueSatisfying(door -> assertThat(door.words()).contains("was removed"));

        Files.createDirectories(program.getParent());
        Files.writeString(program, "another");
        assertThat(look().door()).isEmpty();
    }

    private SeenInside look() {
        return reader.look(INSIDE, reader.processes()).orElseThrow();
    }
}
