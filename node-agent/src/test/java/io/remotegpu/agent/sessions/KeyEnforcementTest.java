package io.remotegpu.agent.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.lifecycle.RunningWorkload;
import io.remotegpu.agent.rounds.Rounds;
import io.remotegpu.agent.runtime.Inside;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.LogLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Sessions are real processes of this machine, so that it is seen who ends; all else of the host is made up. */
class KeyEnforcementTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final RunningWorkload WORKLOAD =
            new RunningWorkload(new WorkloadId("env-1"), 1, "container", List.of());
    private static final String ALICE = key("alice");
    private static final String BOB = key("bob");

    @TempDir
    Path folder;

    private final List<LogLine> printed = new ArrayList<>();
    private FakeProc proc;
    private Path keys;
    private Process alice;
    private Process bob;
    private Process stranger;

    @BeforeEach
    void open() throws IOException {
        proc = new FakeProc(Files.createDirectories(folder.resolve("proc"))).up(1000);
        keys = Files.createDirectories(folder.resolve("keys/env-1"));
        proc.process(1, "pid:[2]", "sshd", "/usr/sbin/sshd -D -e", 10_000);
        alice = session(41001);
        bob = session(41002);
        stranger = session(41003);
        connections();
        accepted(41001, BOB, NOW.minusSeconds(500));
        accepted(41001, ALICE, NOW.minusSeconds(99));
        accepted(41002, BOB, NOW.minusSeconds(99));
        authorize(ALICE, BOB);
        enforcement(NOW).enforce(WORKLOAD);
    }

    @AfterEach
    void close() {
        List.of(alice, bob, stranger).forEach(Process::destroyForcibly);
    }

    @Test
    void leavesEverybodyAloneUntilAKeyIsTakenAway() throws IOException {
        authorize(ALICE, BOB, key("carol"));
        enforcement(NOW).enforce(WORKLOAD);
        enforcement(NOW.plusSeconds(10)).enforce(WORKLOAD);
        assertThat(List.of(alice, bob, stranger)).allMatch(Process::isAlive);
    }

    @Test
    void endsTheSessionsOfAKeyThatIsTakenAwayAndThoseOfUnknownKeys() throws Exception {
        authorize(BOB);
        enforcement(NOW).enforce(WORKLOAD);
        assertEnds(alice);
        assertEnds(stranger);
        assertThat(bob.isAlive()).isTrue();
    }

    @Test
    void goesOnUntilWhoCameInAtTheLastMomentIsOutAndThenLeavesOff() throws Exception {
        authorize(BOB);
        enforcement(NOW.plusSeconds(1)).enforce(WORKLOAD);
        assertEnds(alice);
        Process late = session(41004);
        accepted(41004, ALICE, NOW.minusSeconds(99));
        connections();
        enforcement(NOW.plusSeconds(3)).enforce(WORKLOAD);
        assertEnds(late);
        enforcement(NOW.plusSeconds(5)).enforce(WORKLOAD);
        assertThat(new KeyFiles(folder.resolve("keys")).enforced(WORKLOAD.workloadId()))
                .contains(List.of(BOB));
    }

    @Test
    void endsNothingOnTheFirstLookOfAnAgentThatKnowsOfNoEarlierKeys() throws IOException {
        Files.delete(keys.resolve("enforced_keys"));
        authorize(BOB);
        enforcement(NOW).enforce(WORKLOAD);
        assertThat(List.of(alice, bob, stranger)).allMatch(Process::isAlive);
    }

    @Test
    void doesNotTakeForEnforcedWhatItCouldNotSee() throws Exception {
        authorize(BOB);
        Files.delete(proc.root().resolve("1/root"));
        enforcement(NOW.plusSeconds(10)).enforce(WORKLOAD);
        assertThat(alice.isAlive()).isTrue();
        Files.createDirectory(proc.root().resolve("1/root"));
        enforcement(NOW.plusSeconds(20)).enforce(WORKLOAD);
        assertEnds(alice);
    }

    /** Five seconds are promised from the command on; the rest is for reading it and for what a look takes. */
    @Test
    void looksAgainSoonEnoughToKeepThePromiseAndEndsSessionsAtTheFirstLook() {
        List<Duration> untilOver = new ArrayList<>();
        AtomicBoolean taken = new AtomicBoolean();
        Rounds rounds = new Rounds(LoggerFactory.getLogger(KeyEnforcementTest.class), "failed", pause -> {
            if (taken.get()) {
                throw new InterruptedException("the look after the key was taken away is over");
            }
            untilOver.add(pause);
            taken.set(true);
            authorize(BOB);
        });

        enforcement(NOW).run(rounds);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(alice.onExit().orTimeout(1, TimeUnit.MINUTES).join().isAlive())
                .isFalse();
        assertThat(untilOver).hasSize(1).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) <= 0);
    }

    private static void assertEnds(Process session) throws InterruptedException {
        assertThat(session.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    private KeyEnforcement enforcement(Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new KeyEnforcement(
                new KeyFiles(folder.resolve("keys")),
                () -> List.of(WORKLOAD),
                id -> Optional.of(new Inside(1, "172.17.0.2", List.of(), null)),
                new InsideReader(proc.root(), Clock.fixed(NOW, ZoneOffset.UTC)),
                new SessionKeys((request, reader) -> printed.forEach(line -> reader.line(line, ""))),
                clock);
    }

    /** Begun a hundred seconds ago. */
    private Process session(int remotePort) throws IOException {
        Process process = new ProcessBuilder("sleep", "600").start();
        proc.process(process.pid(), "pid:[2]", "sshd", "sshd: dev@notty", 90_000);
        proc.socket(process.pid(), remotePort);
        return process;
    }

    private void connections() throws IOException {
        proc.connections(
                1,
                FakeProc.established(22, 41001, 41001),
                FakeProc.established(22, 41002, 41002),
                FakeProc.established(22, 41003, 41003),
                FakeProc.established(22, 41004, 41004));
    }

    private void authorize(String... admitted) {
        try {
            Files.writeString(keys.resolve("authorized_keys"), String.join("\n", admitted) + "\n");
            Files.setLastModifiedTime(keys.resolve("authorized_keys"), FileTime.from(NOW));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accepted(int port, String key, Instant at) {
        String print = KeyPrint.of(List.of(key)).iterator().next();
        printed.add(new LogLine(
                at,
                LogLine.Stream.STDERR,
                "Accepted publickey for dev from 192.0.2.9 port " + port + " ssh2: ED25519 " + print,
                false));
    }

    private static String key(String whose) {
        byte[] blob = ("\0\0\0\13ssh-ed25519" + whose).getBytes(StandardCharsets.US_ASCII);
        return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob) + " " + whose + "@laptop";
    }
}
