package io.remotegpu.messaging.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeAnswer;
import io.remotegpu.contracts.NodeAnswer.Cause;
import io.remotegpu.contracts.NodeAnswer.LogsRead;
import io.remotegpu.contracts.NodeAnswer.QuestionRefused;
import io.remotegpu.contracts.NodeQuestion.ReadLogs;
import io.remotegpu.contracts.NodeQuestion.StopFollowing;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.LogLine;
import io.remotegpu.messaging.MessagingTest;
import io.remotegpu.testing.Publisher;
import io.remotegpu.testing.TopicProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The test plays the host. */
@MessagingTest
class NodeQuestionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final WorkloadId WORKLOAD = new WorkloadId("env-1");

    @Autowired
    private NodeQuestions questions;

    @Autowired
    private Publisher publisher;

    @Autowired
    private TopicProbe probe;

    private final HostId host =
            new HostId("host-" + UUID.randomUUID().toString().substring(0, 8));

    @Test
    void putsThePartsOfAnAnswerTogether() {
        CompletableFuture<PrintedLog> asked = CompletableFuture.supplyAsync(() -> questions.log(host, WORKLOAD, 50));
        ReadLogs question = firstQuestion();
        assertThat(question.tail()).isEqualTo(50);
        assertThat(question.follow()).isFalse();

        answer(new LogsRead(UUID.randomUUID(), host, WORKLOAD, List.of(line("somebody else's")), 0, "9", true));
        answer(read(question, 3, "1", false, "one"));
        answer(read(question, 0, "2", true, "two", "three"));

        PrintedLog log = asked.join();
        assertThat(log.lines()).extracting(LogLine::text).containsExactly("one", "two", "three");
        assertThat(log.leftOut()).isEqualTo(3);
        assertThat(log.position()).isEqualTo("2");
    }

    @Test
    void saysThatASilentHostDoesNotAnswer() {
        assertThatThrownBy(() -> questions.log(host, WORKLOAD, 50))
                .isInstanceOfSatisfying(PlatformException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
                    assertThat(refused).hasMessageContaining("host " + host + " does not answer");
                    assertThat(refused.details().get("host_id")).isEqualTo(host.value());
                });
    }

    @Test
    void passesARefusalOnAsAnErrorOfItsOwn() {
        CompletableFuture<PrintedLog> asked = CompletableFuture.supplyAsync(() -> questions.log(host, WORKLOAD, 50));
        answer(new QuestionRefused(firstQuestion().questionId(), host, Cause.NOT_HERE, "no container of env-1"));

        assertThatThrownBy(asked::join)
                .cause()
                .isInstanceOfSatisfying(PlatformException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessage("no container of env-1");
    }

    @Test
    void asksAgainFromWhereItGotToSoThatARestartedHostGoesOn() {
        AtomicInteger news = new AtomicInteger();
        try (LogFollowing following = questions.follow(host, WORKLOAD, 10, null, news::incrementAndGet)) {
            CompletableFuture<List<PrintedLog>> first = CompletableFuture.supplyAsync(following::next);
            ReadLogs question = firstQuestion();
            assertThat(question.follow()).isTrue();
            answer(read(question, 0, "7", false, "one"));
            assertThat(first.join()).singleElement().satisfies(log -> assertThat(log.position())
                    .isEqualTo("7"));

            await().atMost(PATIENCE).until(() -> {
                following.next();
                return asked().stream().anyMatch(again -> "7".equals(again.after()));
            });
            ReadLogs again = asked().getLast();
            assertThat(again.questionId()).isEqualTo(question.questionId());
            answer(read(question, 2, "8", true, "two"));
            List<PrintedLog> rest = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                rest.addAll(following.next());
                return following.ended();
            });
            assertThat(rest).singleElement().satisfies(log -> assertThat(log.leftOut())
                    .isEqualTo(2));
            assertThat(news).hasPositiveValue();
        }
    }

    @Test
    void tellsTheHostThatNobodyFollowsAnyMore() {
        UUID asked;
        try (LogFollowing following = questions.follow(host, WORKLOAD, 10, null, () -> {})) {
            CompletableFuture<List<PrintedLog>> first = CompletableFuture.supplyAsync(following::next);
            asked = firstQuestion().questionId();
            answer(read(firstQuestion(), 0, null, false));
            assertThat(first.join()).isEmpty();
        }
        probe.await(StopFollowing.class, stop -> stop.questionId().equals(asked));
    }

    @Test
    void noticesThatAHostFellSilentWhileItWasFollowed() {
        try (LogFollowing following = questions.follow(host, WORKLOAD, 10, null, () -> {})) {
            CompletableFuture<List<PrintedLog>> first = CompletableFuture.supplyAsync(following::next);
            answer(read(firstQuestion(), 0, null, false));
            first.join();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThatThrownBy(following::next).hasMessageContaining("does not answer"));
        }
    }

    private ReadLogs firstQuestion() {
        return probe.await(ReadLogs.class, question -> question.hostId().equals(host));
    }

    private List<ReadLogs> asked() {
        return probe.messages(ReadLogs.class).stream()
                .filter(question -> question.hostId().equals(host))
                .toList();
    }

    private void answer(NodeAnswer answer) {
        publisher.publish(answer);
    }

    private LogsRead read(ReadLogs question, long leftOut, String position, boolean complete, String... texts) {
        List<LogLine> lines = List.of(texts).stream().map(NodeQuestionsIT::line).toList();
        return new LogsRead(question.questionId(), host, WORKLOAD, lines, leftOut, position, complete);
    }

    private static LogLine line(String text) {
        return new LogLine(null, LogLine.Stream.STDOUT, text, false);
    }
}
