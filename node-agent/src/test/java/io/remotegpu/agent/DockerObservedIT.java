package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeAnswer;
import io.remotegpu.contracts.NodeAnswer.LogsRead;
import io.remotegpu.contracts.NodeAnswer.QuestionRefused;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeQuestion.ReadLogs;
import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.LogLine;
import io.remotegpu.contracts.workload.WorkloadSample;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What containers of a real engine print and use, as services come to know it. */
class DockerObservedIT extends DockerAgentFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Asking asking;
    private String container;

    @BeforeEach
    void start() {
        asking = new Asking(kafka.servers(), new HostId(HOST));
        kafka.send(COMMANDS.start(id, 1, port, List.of(), List.of()));
        container = first(ContainerStarted.class).containerId();
    }

    @AfterEach
    void stop() {
        asking.close();
    }

    @Test
    void answersWithTheLastLinesAndGoesOnBehindThem() {
        print("printf 'one\\ntwo\\n' >/proc/1/fd/1");
        awaitPrinted("two");
        print("echo three >/proc/1/fd/2");
        awaitPrinted("three");

        // what sshd says of the probe may come late, between them
        LogsRead answer =
                asking.read(asking.askUntilAnswered(id, 50, null, false)).getFirst();
        List<LogLine> printed = answer.lines().stream()
                .filter(line -> List.of("one", "two", "three").contains(line.text()))
                .toList();
        assertThat(printed).extracting(LogLine::text).containsExactly("one", "two", "three");
        assertThat(printed)
                .extracting(LogLine::stream)
                .containsExactly(LogLine.Stream.STDOUT, LogLine.Stream.STDOUT, LogLine.Stream.STDERR);
        assertThat(asking.lines(asking.askUntilAnswered(id, 2, null, false))).hasSize(2);
        assertThat(answer.lines()).allMatch(line -> line.at() != null && !line.cut());
        assertThat(answer.complete()).isTrue();

        print("echo four >/proc/1/fd/1");
        awaitPrinted("four");
        assertThat(asking.lines(asking.askUntilAnswered(id, 100, answer.position(), false)))
                .contains("four")
                .doesNotContain("one", "two", "three");
    }

    @Test
    void cutsALineThatHasNoEndInSight() {
        print("head -c 300000 /dev/zero | tr '\\0' x >/proc/1/fd/1; echo >/proc/1/fd/1; echo after >/proc/1/fd/1");
        awaitPrinted("after");

        List<LogLine> lines = asking.read(asking.askUntilAnswered(id, 100, null, false)).stream()
                .flatMap(answer -> answer.lines().stream())
                .toList();
        assertThat(lines).filteredOn(LogLine::cut).singleElement().satisfies(line -> assertThat(line.text())
                .hasSize(8192)
                .matches("x+"));
        assertThat(lines).extracting(LogLine::text).contains("after");
    }

    @Test
    void tellsOfAFloodWhatComesThroughAndHowMuchDidNot() {
        print("echo before >/proc/1/fd/1");
        awaitPrinted("before");
        ReadLogs question = asking.askUntilAnswered(id, 0, null, true);

        print("yes 'a line of a flood' | head -n 60000 >/proc/1/fd/1; echo dry again >/proc/1/fd/1");

        await().atMost(PATIENCE).until(() -> asking.lines(question).contains("dry again"));
        List<LogsRead> answers = asking.read(question);
        long told = asking.lines(question).size();
        long leftOut = answers.stream().mapToLong(LogsRead::leftOut).sum();
        // sshd may say a word about the probe in between
        assertThat(told + leftOut).isBetween(60_001L, 60_003L);
        assertThat(leftOut).isPositive();
        assertThat(answers).noneMatch(LogsRead::complete);
    }

    @Test
    void followsUntilTheContainerIsGone() {
        ReadLogs question = asking.askUntilAnswered(id, 10, null, true);
        print("echo live >/proc/1/fd/1");
        await().atMost(PATIENCE).until(() -> asking.lines(question).contains("live"));
        asking.ask(question);
        print("echo still >/proc/1/fd/1");
        await().atMost(PATIENCE).until(() -> asking.lines(question).contains("still"));

        kafka.send(COMMANDS.stop(id, 1));

        await().atMost(PATIENCE).until(() -> asking.read(question).stream().anyMatch(LogsRead::complete));
        assertThat(asking.lines(question)).containsOnlyOnce("live", "still");
    }

    @Test
    void isMeasuredWithTheGpusThatItHolds() throws IOException {
        WorkloadId busy = new WorkloadId("env-" + UUID.randomUUID());
        Files.writeString(folder.resolve("state/simulated-gpus/" + gpus.getFirst() + ".load"), "80\n");
        kafka.send(COMMANDS.start(busy, 3, Shells.freePort(), List.of(gpus.getFirst()), List.of()));
        String burning = kafka.awaitFirst(
                        ContainerStarted.class, event -> event.workloadId().equals(busy))
                .containerId();
        Shells.run("docker", "exec", "-d", burning, "sh", "-c", "while :; do :; done");

        await().atMost(PATIENCE).until(() -> samplesOf(busy).anyMatch(sample -> cores(sample) > 0.1));
        WorkloadSample used = samplesOf(busy)
                .filter(sample -> cores(sample) > 0.1)
                .findFirst()
                .orElseThrow();
        assertThat(used.epoch()).isEqualTo(3);
        assertThat(used.gpus()).containsExactly(gpus.getFirst());
        assertThat(used.memory()).isBetween(1, 512);
        assertThat(used.networkReceived()).isNotNull();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(asking.samples().getLast().gpus())
                        .hasSize(2)
                        .anySatisfy(gpu -> {
                            assertThat(gpu.uuid()).isEqualTo(gpus.getFirst());
                            assertThat(gpu.utilization()).isEqualTo(80);
                            assertThat(gpu.power()).isEqualTo(300);
                        }));
        assertThat(asking.samples()).extracting(HostSampled::uptime).isSorted();
    }

    private Stream<WorkloadSample> samplesOf(WorkloadId workload) {
        return asking.samples(workload);
    }

    private static double cores(WorkloadSample sample) {
        return Objects.requireNonNullElse(sample.cpu(), 0.0);
    }

    @Test
    void answersForNobodyElsesContainer() {
        WorkloadId other = new WorkloadId("env-" + UUID.randomUUID());
        ReadLogs question = asking.askUntilAnswered(other, 10, null, false);

        assertThat(asking.to(question)).last().isInstanceOfSatisfying(QuestionRefused.class, refused -> {
            assertThat(refused.cause()).isEqualTo(NodeAnswer.Cause.NOT_HERE);
            assertThat(refused.reason()).contains(other.value());
        });
    }

    private void print(String script) {
        assertThat(Shells.run("docker", "exec", "-u", "0", container, "sh", "-c", script)
                        .exit())
                .isZero();
    }

    private void awaitPrinted(String line) {
        await().atMost(PATIENCE).until(() -> Shells.run("docker", "logs", "--tail", "5", container)
                .output()
                .lines()
                .anyMatch(line::equals));
    }
}
