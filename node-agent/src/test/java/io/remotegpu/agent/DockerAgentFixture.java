package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.GpuInventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real agent, a real broker, a real engine. */
@ExtendWith(RequiresDocker.class)
abstract class DockerAgentFixture {
    static final String HOST = "it-" + UUID.randomUUID().toString().substring(0, 8);
    static final Commands COMMANDS = new Commands(new HostId(HOST));

    @TempDir
    static Path folder;

    static TestKafka kafka;
    private static TestAgent agent;
    static List<String> gpus;

    final WorkloadId id = new WorkloadId("env-" + UUID.randomUUID());
    final int port = Shells.freePort();

    @BeforeAll
    static void startAgent() throws IOException {
        Files.createDirectories(folder.resolve("datasets"));
        kafka = new TestKafka();
        agent = new TestAgent(kafka, HOST, "docker", folder.resolve("state"));
        HostRegistered registered = kafka.awaitFirst(HostRegistered.class, event -> true);
        assertThat(registered.runtime()).isEqualTo("docker");
        assertThat(registered.labels()).containsEntry("room", "7");
        assertThat(registered.gpus()).hasSize(2).allMatch(GpuInventory::simulated);
        gpus = registered.gpus().stream().map(GpuInventory::uuid).toList();
    }

    @AfterAll
    static void stopAgent() {
        System.out.println("the agent at rest holds " + agent.residentMemory() + " MiB");
        agent.close();
        kafka.close();
        DockerCommands.removeAll(HOST);
    }

    @BeforeEach
    void forgetEarlierTests() {
        kafka.forget();
    }

    <E extends WorkloadEvent> E first(Class<E> type) {
        return kafka.awaitFirst(type, ours());
    }

    <E extends WorkloadEvent> Predicate<E> ours() {
        return event -> event.workloadId().equals(id);
    }
}
