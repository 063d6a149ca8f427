package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.AttestedWorkload;
import io.remotegpu.contracts.workload.FailureCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent is killed as the kernel would do it, at bad moments. */
@ExtendWith(RequiresDocker.class)
class AgentRestartIT {
    private static TestKafka kafka;

    @TempDir
    Path state;

    private final String host = "it-" + UUID.randomUUID().toString().substring(0, 8);
    private final Commands commands = new Commands(new HostId(host));
    private final WorkloadId id = new WorkloadId("env-" + UUID.randomUUID());
    private final int port = Shells.freePort();
    private TestAgent agent;

    @BeforeAll
    static void startKafka() {
        kafka = new TestKafka();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void startAgent() {
        agent = new TestAgent(kafka, host, "docker", state);
    }

    @AfterEach
    void stopAgent() {
        agent.close();
        DockerCommands.removeAll(host);
    }

    @Test
    void leavesARunningContainerUntouchedAndAttestsItAgain() {
        ContainerStarted started = start();
        String before = DockerCommands.inspect(started.containerId(), "{{.Id}} {{.State.StartedAt}} {{.State.Pid}}");
        agent.kill();
        Instant killed = Instant.now();
        kafka.forget();
        agent.start();

        kafka.awaitFirst(HostHeartbeat.class, attestsRunningAfter(killed));
        assertThat(DockerCommands.inspect(started.containerId(), "{{.Id}} {{.State.StartedAt}} {{.State.Pid}}"))
                .isEqualTo(before);
        kafka.send(commands.start(id, 1, port, List.of(), List.of()));
        assertThat(kafka.awaitFirst(ContainerStarted.class, ours())).isEqualTo(started);
        kafka.send(commands.stop(id, 1));
        assertThat(kafka.awaitFirst(ContainerStopped.class, ours()).stoppedAt()).isAfter(started.startedAt());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60, 150, 300, 600})
    void endsAKilledStartInOneContainerOrACleanFailure(int killedAfterMillis) throws InterruptedException {
        kafka.awaitFirst(HostHeartbeat.class, beat -> beat.hostId().value().equals(host));
        kafka.send(commands.start(id, 1, port, List.of(), List.of()));
        TimeUnit.MILLISECONDS.sleep(killedAfterMillis);
        agent.kill();
        agent.start();

        await().atMost(java.time.Duration.ofSeconds(60))
                .until(() -> !kafka.seen(ContainerStarted.class, ours()).isEmpty()
                        || !kafka.seen(ContainerFailed.class, ours()).isEmpty());
        int running = kafka.seen(ContainerFailed.class, ours()).isEmpty() ? 1 : 0;
        assertThat(DockerCommands.containers(id)).hasSize(running);
    }

    @Test
    void tellsOfAContainerThatEndedWhileNoAgentWasThere() {
        ContainerStarted started = start();
        agent.kill();
        Shells.run("docker", "kill", started.containerId());
        agent.start();

        assertThat(kafka.awaitFirst(ContainerExited.class, ours()).exitCode()).isEqualTo(137);
    }

    @Test
    void refusesAStartWhoseEpochWasStoppedBeforeTheCrash() {
        start();
        kafka.send(commands.stop(id, 1));
        kafka.awaitFirst(ContainerStopped.class, ours());
        agent.kill();
        agent.start();
        kafka.send(commands.start(id, 1, port, List.of(), List.of()));

        assertThat(kafka.awaitFirst(ContainerFailed.class, ours()).cause()).isEqualTo(FailureCause.FENCED);
        assertThat(DockerCommands.containers(id)).isEmpty();
    }

    @Test
    void rebuildsADamagedJournalFromTheContainersLabels() throws IOException {
        ContainerStarted started = start();
        agent.kill();
        Instant killed = Instant.now();
        Files.writeString(state.resolve("journal/" + id + ".json"), "not what it was");
        kafka.forget();
        agent.start();

        kafka.awaitFirst(HostHeartbeat.class, attestsRunningAfter(killed));
        kafka.send(commands.start(id, 1, port, List.of(), List.of()));
        assertThat(kafka.awaitFirst(ContainerStarted.class, ours())).isEqualTo(started);
    }

    @Test
    void knowsAContainerAgainWhoseRecordIsGone() throws IOException {
        ContainerStarted started = start();
        agent.kill();
        Instant killed = Instant.now();
        Files.delete(state.resolve("journal/" + id + ".json"));
        kafka.forget();
        agent.start();

        kafka.awaitFirst(HostHeartbeat.class, attestsRunningAfter(killed));
        kafka.send(commands.start(id, 0, port, List.of(), List.of()));
        assertThat(kafka.awaitFirst(ContainerFailed.class, ours()).cause()).isEqualTo(FailureCause.FENCED);
        assertThat(DockerCommands.inspect(started.containerId(), "{{.State.Running}}"))
                .isEqualTo("true");
    }

    @Test
    void leavesContainersRunningWhenItIsAskedToEnd() {
        ContainerStarted started = start();
        agent.close();

        assertThat(DockerCommands.inspect(started.containerId(), "{{.State.Running}}"))
                .isEqualTo("true");
    }

    private ContainerStarted start() {
        kafka.send(commands.start(id, 1, port, List.of(), List.of()));
        return kafka.awaitFirst(ContainerStarted.class, ours());
    }

    /** What the killed agent said last may be heard late. */
    private Predicate<HostHeartbeat> attestsRunningAfter(Instant killed) {
        return beat -> beat.at().isAfter(killed)
                && beat.workloads().stream()
                        .anyMatch(workload -> workload.workloadId().equals(id)
                                && workload.epoch() == 1
                                && workload.state() == AttestedWorkload.State.RUNNING);
    }

    private <E extends WorkloadEvent> Predicate<E> ours() {
        return event -> event.workloadId().equals(id);
    }
}
