package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.AttestedWorkload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The engine is restarted, as an upgrade of it does, while an agent runs: with containers that go on meanwhile and with such that end. */
@Tag("long")
@ExtendWith({RequiresDocker.class, RequiresRoot.class})
class EngineRestartIT {
    private final String host = "it-" + UUID.randomUUID().toString().substring(0, 8);
    private final Commands commands = new Commands(new HostId(host));
    private final WorkloadId id = new WorkloadId("env-" + UUID.randomUUID());
    private final int port = Shells.freePort();
    private Path folder;
    private TestKafka kafka;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(Shells.run("sh", "-c", "command -v dockerd").exit() == 0, "no dockerd on this machine");
        folder = Files.createTempDirectory("engine"); // what an engine leaves there JUnit could not remove
        kafka = new TestKafka();
    }

    @AfterEach
    void close() {
        kafka.close();
        Shells.run("rm", "-rf", folder.toString());
    }

    @Test
    void whatGoesOnMeanwhileIsAttestedAgainAsTheSame() {
        try (PrivateEngine engine = new PrivateEngine(folder, true);
                TestAgent agent = agent(engine)) {
            String container = start(1);
            String startedAt = engine.docker("inspect", "--format", "{{.State.StartedAt}}", container);

            engine.stop();
            kafka.forget();
            engine.start();
            kafka.awaitFirst(
                    HostHeartbeat.class, beat -> beat.workloads().stream().anyMatch(this::runs));
            kafka.send(commands.start(id, 1, port, List.of(), List.of()));

            assertThat(kafka.awaitFirst(ContainerStarted.class, ours()).containerId())
                    .isEqualTo(container);
            assertThat(engine.docker("inspect", "--format", "{{.State.StartedAt}}", container))
                    .isEqualTo(startedAt);
            assertThat(running(engine)).hasSize(1);
            assertThat(kafka.seen(ContainerExited.class, ours()))
                    .as(agent.log())
                    .isEmpty();
        }
    }

    @Test
    void whatEndsWithTheEngineIsToldOnceItIsBackAndStartsAgainOnlyWhenAsked() {
        try (PrivateEngine engine = new PrivateEngine(folder, false);
                TestAgent agent = agent(engine)) {
            start(1);
            engine.stop();
            engine.start();
            kafka.awaitFirst(ContainerExited.class, ours());
            assertThat(running(engine)).isEmpty();

            kafka.send(commands.stop(id, 1));
            kafka.awaitFirst(ContainerStopped.class, ours());
            start(2);
            assertThat(running(engine)).hasSize(1);
            assertThat(kafka.seen(ContainerExited.class, ours()))
                    .as(agent.log())
                    .hasSize(1);
        }
    }

    private TestAgent agent(PrivateEngine engine) {
        engine.load(Commands.BASE_IMAGE);
        Path state = folder.resolve("state");
        return new TestAgent(
                state, TestAgent.notEnrolled(kafka, host, "docker", state), Map.of("DOCKER_HOST", engine.host()));
    }

    /** @return the container */
    private String start(long epoch) {
        kafka.send(commands.start(id, epoch, port, List.of(), List.of()));
        return kafka.awaitFirst(
                        ContainerStarted.class, fact -> fact.workloadId().equals(id) && fact.epoch() == epoch)
                .containerId();
    }

    private boolean runs(AttestedWorkload workload) {
        return workload.workloadId().equals(id) && workload.state() == AttestedWorkload.State.RUNNING;
    }

    private List<String> running(PrivateEngine engine) {
        return engine.docker("ps", "-q", "--filter", "label=io.remotegpu.workload=" + id)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private <E extends WorkloadEvent> Predicate<E> ours() {
        return fact -> fact.workloadId().equals(id);
    }
}
