package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent is killed at random instants while starts and stops go on; meanwhile its memory is damaged, containers die, Kafka is away for longer
 * than its clients wait. Afterwards everything was answered, nothing ran twice, and nothing is left.
 */
@ExtendWith(RequiresDocker.class)
class RandomKillsIT {
    private static final int WORKLOADS = 4;
    private static final int LONGEST_LIFE_MILLIS = 3_000;
    private static final Duration LONGER_THAN_CLIENTS_WAIT = Duration.ofMillis(2_500);

    private enum Harm {
        NONE,
        CONTAINER_DIES,
        RECORD_DAMAGED,
        RECORD_DELETED,
        BROKER_AWAY
    }

    @TempDir
    Path folder;

    private final String host = "it-" + UUID.randomUUID().toString().substring(0, 8);
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final List<KilledWorkload> workloads = new ArrayList<>();
    private JournalDamage damage;
    private RestartableKafka broker;
    private TestKafka kafka;
    private EngineWatch engine;
    private TestAgent agent;
    private int exits;

    @BeforeEach
    void start() throws Exception {
        Path state = folder.resolve("state");
        damage = new JournalDamage(state.resolve("journal"), random);
        broker = new RestartableKafka(folder, Map.of());
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.servers()))) {
            admin.createTopics(List.of(new NewTopic(Topics.NODE, 1, (short) 1)))
                    .all()
                    .get();
        }
        kafka = new TestKafka(broker.servers(), broker::close);
        engine = new EngineWatch(host);
        List<String> arguments = TestAgent.notEnrolled(kafka, host, "docker", state);
        arguments.add("--kafka-config=" + impatientClients());
        agent = new TestAgent(state, arguments);
        for (int number = 0; number < WORKLOADS; number++) {
            workloads.add(new KilledWorkload(new Commands(new HostId(host)), kafka));
        }
    }

    @AfterEach
    void stop() {
        agent.close();
        kafka.close();
        engine.close();
        DockerCommands.removeAll(host);
    }

    @Test
    void losesTrackOfNothingWhenItIsKilledFiveTimes() throws Exception {
        survive(5);
    }

    @Test
    @Tag("long")
    void losesTrackOfNothingWhenItIsKilledTwoHundredTimes() throws Exception {
        survive(200);
    }

    private void survive(int kills) throws Exception {
        System.out.println("random kills with seed " + seed);
        for (int round = 0; round < kills; round++) {
            workloads.stream().filter(workload -> random.nextInt(10) < 6).forEach(KilledWorkload::turn);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
            killDuring(Harm.values()[round % Harm.values().length]);
        }
        awaitOrder();
        workloads.forEach(KilledWorkload::stop);
        awaitOrder();
        removeAll();
        System.out.printf(
                "%d kills, %d containers started, %d ends told late: %d ran twice, %d leaked%n",
                kills, engine.starts(), exits, engine.duplicates(), engine.stillRunning());
        assertThat(engine.starts()).isPositive();
        assertThat(engine.duplicates())
                .as("workloads with two containers, seed %d", seed)
                .isZero();
    }

    private void killDuring(Harm harm) throws Exception {
        switch (harm) {
            case NONE -> agent.kill();
            case CONTAINER_DIES -> {
                KilledWorkload victim = oneThatRuns();
                agent.kill();
                end(victim);
            }
            case RECORD_DAMAGED -> {
                agent.kill();
                damage.spoil();
            }
            case RECORD_DELETED -> {
                agent.kill();
                damage.delete();
            }
            case BROKER_AWAY -> {
                KilledWorkload victim = oneThatRuns();
                broker.stop();
                end(victim);
                TimeUnit.NANOSECONDS.sleep(LONGER_THAN_CLIENTS_WAIT.toNanos());
                agent.kill();
                agent.start();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
                agent.kill();
                broker.startAgain();
            }
        }
        agent.start();
        if (harm == Harm.CONTAINER_DIES || harm == Harm.BROKER_AWAY) {
            // news of the end must come, however late
            awaitOrder();
            exits++;
        }
    }

    private KilledWorkload oneThatRuns() {
        awaitOrder();
        while (workloads.stream().noneMatch(KilledWorkload::shouldRun)) {
            workloads.getFirst().turn();
            awaitOrder();
        }
        return workloads.stream().filter(KilledWorkload::shouldRun).findFirst().orElseThrow();
    }

    private static void end(KilledWorkload victim) {
        victim.ended();
        Shells.run("docker", "kill", DockerCommands.containers(victim.id).getFirst());
    }

    /** Everything was answered, and exactly that runs of which it was said. */
    private void awaitOrder() {
        await("order, seed " + seed).atMost(Duration.ofMinutes(2)).until(() -> {
            workloads.forEach(KilledWorkload::remind);
            return workloads.stream()
                    .allMatch(workload -> workload.isAnswered()
                            && DockerCommands.running(workload.id) == (workload.shouldRun() ? 1 : 0));
        });
    }

    private void removeAll() {
        for (KilledWorkload workload : workloads) {
            workload.remove();
            kafka.awaitFirst(WorkloadRemoved.class, fact -> fact.workloadId().equals(workload.id));
            assertThat(DockerCommands.containers(workload.id)).isEmpty();
            assertThat(DockerCommands.volumes(workload.id)).isEmpty();
        }
        await().untilAsserted(() -> assertThat(engine.stillRunning()).isZero());
    }

    private Path impatientClients() throws IOException {
        return Files.writeString(
                folder.resolve("impatient.properties"), "delivery.timeout.ms=2000\nrequest.timeout.ms=1000\n");
    }
}
