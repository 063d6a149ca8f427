package io.remotegpu.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.remotegpu.agent.Commands;
import io.remotegpu.agent.data.DataFolders;
import io.remotegpu.agent.files.WorkloadFolders;
import io.remotegpu.agent.gpu.GpuInspector;
import io.remotegpu.agent.gpu.GpuReading.Devices;
import io.remotegpu.agent.hooks.KeysFolders;
import io.remotegpu.agent.journal.AcceptedCommand;
import io.remotegpu.agent.journal.Journal;
import io.remotegpu.agent.journal.WorkloadRecord;
import io.remotegpu.agent.moving.Arrivals;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Workload.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** New keys on a disk that refuses them at first. */
class AuthorizingTest {
    private static final WorkloadId ID = new WorkloadId("env-1");
    private static final Commands COMMANDS = new Commands(new HostId("host-1"));

    /** Left behind: the agent notes its last answer after the fact that ends a test. */
    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    private final List<NodeEvent> said = new CopyOnWriteArrayList<>();
    private final Lines log = new Lines();
    private Path keys;
    private Workloads workloads;

    @BeforeEach
    void followTheLog() {
        log.start();
        ((Logger) LoggerFactory.getLogger(Persistently.class)).addAppender(log);
    }

    @AfterEach
    void leaveTheLog() {
        ((Logger) LoggerFactory.getLogger(Persistently.class)).detachAppender(log);
    }

    @BeforeEach
    void startTheWorkload() {
        keys = folder.resolve("keys/env-1");
        workloads = new Workloads(
                COMMANDS.host(),
                journal(),
                new FakeRuntime(),
                new KeysFolders(folder.resolve("keys")),
                new WorkloadFolders(folder.resolve("files")),
                new DataFolders(folder.resolve("data")),
                new Arrivals(folder.resolve("arriving")),
                new GpuInspector(() -> new Devices("1", List.of()), 0, Clock.systemUTC()),
                (id, event, traceparent) -> said.add(event),
                Clock.systemUTC());
        workloads.accept(
                COMMANDS.start(
                        ID,
                        1,
                        Commands.environment("image", Probe.Kind.NONE, Map.of()),
                        20000,
                        List.of(),
                        List.of("ssh-x first")),
                null);
        awaitFact(ContainerStarted.class);
    }

    @Test
    void writesTheNewestKeysOnceTheDiskAllowsItAndForgetsTheOlder() throws IOException {
        breakTheDisk();
        workloads.accept(COMMANDS.keys(ID, 1, List.of("ssh-x removed")), null);
        awaitRefusal();
        workloads.accept(COMMANDS.keys(ID, 1, List.of("ssh-x last")), null);
        mendTheDisk();

        await().untilAsserted(() -> assertThat(keys.resolve("authorized_keys")).hasContent("ssh-x last"));
        await().until(() -> pending().isEmpty());
        assertThat(keys.resolve("authorized_keys")).hasContent("ssh-x last");
    }

    @Test
    void writesKeysAgainThatTheDiskRefusedOnce() throws IOException {
        breakTheDisk();
        workloads.accept(COMMANDS.keys(ID, 1, List.of("ssh-x only")), null);
        awaitRefusal();
        mendTheDisk();

        await().untilAsserted(() -> assertThat(keys.resolve("authorized_keys")).hasContent("ssh-x only"));
    }

    @Test
    void keepsNoStopWaitingForADiskThatRefusesKeys() throws IOException {
        breakTheDisk();
        workloads.accept(COMMANDS.keys(ID, 1, List.of("ssh-x never")), null);
        awaitRefusal();
        workloads.accept(COMMANDS.stop(ID, 1), null);

        awaitFact(ContainerStopped.class);
        mendTheDisk();
        assertThat(keys).doesNotExist();
    }

    @Test
    void keysTakeThePlaceOfOlderOnesThatStillWait() {
        AcceptedCommand stop = new AcceptedCommand(COMMANDS.stop(ID, 1), null);
        AcceptedCommand older = new AcceptedCommand(COMMANDS.keys(ID, 1, List.of("a")), null);
        AcceptedCommand newer = new AcceptedCommand(COMMANDS.keys(ID, 1, List.of("b")), null);

        assertThat(WorkloadRecord.fresh(ID)
                        .accepting(older)
                        .accepting(stop)
                        .accepting(newer)
                        .pending())
                .containsExactly(stop, newer);
    }

    private void breakTheDisk() throws IOException {
        Files.move(keys, folder.resolve("hidden"));
        Files.writeString(keys, "in the way of the directory");
    }

    /** The agent makes the directory anew. */
    private void mendTheDisk() throws IOException {
        Files.delete(keys);
    }

    private void awaitRefusal() {
        await().until(() -> log.lines.stream().anyMatch(line -> line.startsWith("writing the keys of env-1 failed")));
    }

    private List<AcceptedCommand> pending() {
        return journal().load().records().getFirst().pending();
    }

    private Journal journal() {
        return new Journal(folder.resolve("journal"), Clock.systemUTC());
    }

    private void awaitFact(Class<? extends NodeEvent> type) {
        await().until(() -> said.stream().anyMatch(type::isInstance));
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    }
}
