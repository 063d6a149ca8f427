package io.remotegpu.agent.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.agent.runtime.ContainerLogs;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    private static final HostId HOST = new HostId("host-1");
    private static final WorkloadId WORKLOAD = new WorkloadId("env-1");
    private static final LogLine LINE = new LogLine(null, LogLine.Stream.STDOUT, "hello", false);

    private final List<NodeAnswer> answers = new CopyOnWriteArrayList<>();
    private final AtomicInteger followed = new AtomicInteger();

    /** One line, and when it is followed silence until the reader has enough. */
    private final ContainerLogs silent = (request, reader) -> {
        if (!request.follow()) {
            reader.line(LINE, "1");
            return;
        }
        followed.incrementAndGet();
        while (!reader.hasEnough()) {
            Thread.yield();
        }
    };

    @Test
    void answersOnce() {
        questions(silent).ask(question(false));

        await().until(() -> !answers.isEmpty());
        assertThat(answers).singleElement().isInstanceOfSatisfying(LogsRead.class, read -> {
            assertThat(read.lines()).containsExactly(LINE);
            assertThat(read.complete()).isTrue();
        });
    }

    @Test
    void saysThatItHasNoSuchContainer() {
        new Questions(HOST, workload -> Optional.empty(), silent, answers::add).ask(question(true));

        assertThat(refusal().cause()).isEqualTo(Cause.NOT_HERE);
    }

    @Test
    void saysThatTheEngineIsAway() {
        ContainerLogs away = (request, reader) -> {
            throw new IllegalStateException("connection refused");
        };
        questions(away).ask(question(false));

        assertThat(refusal().cause()).isEqualTo(Cause.ENGINE);
    }

    @Test
    void saysThatTheClusterIsAway() {
        ContainerLogs away = (request, reader) -> {
            throw new PlatformException(ErrorCode.KUBERNETES_ERROR, "connection refused");
        };
        questions(away).ask(question(false));

        assertThat(refusal().cause()).isEqualTo(Cause.CLUSTER);
    }

    @Test
    void refusesMoreThanItCanFollowUntilOneEnds() {
        Questions questions = questions(silent);
        List<ReadLogs> asked = java.util.stream.Stream.generate(() -> question(true))
                .limit(Questions.AT_ONCE)
                .toList();
        asked.forEach(questions::ask);
        await().until(() -> followed.get() == Questions.AT_ONCE);

        questions.ask(question(true));
        assertThat(refusal().cause()).isEqualTo(Cause.TOO_MANY);

        asked.forEach(one -> questions.ask(new StopFollowing(one.questionId(), HOST)));
        List<UUID> later = new CopyOnWriteArrayList<>();
        await().until(() -> {
            ReadLogs question = question(false);
            later.add(question.questionId());
            questions.ask(question);
            return answers.stream()
                    .anyMatch(answer -> answer instanceof LogsRead read && later.contains(read.questionId()));
        });
    }

    @Test
    void goesOnUnderOneQuestionHoweverOftenItIsAsked() {
        Questions questions = questions(silent);
        ReadLogs question = question(true);
        questions.ask(question);
        await().until(() -> followed.get() == 1);
        await().until(() -> !answers.isEmpty());
        answers.clear();

        questions.ask(question);

        await().until(() -> !answers.isEmpty());
        assertThat(answers).first().isInstanceOfSatisfying(LogsRead.class, read -> {
            assertThat(read.lines()).isEmpty();
            assertThat(read.position()).isEqualTo("1");
            assertThat(read.complete()).isFalse();
        });
        assertThat(followed).hasValue(1);
        questions.ask(new StopFollowing(question.questionId(), HOST));
    }

    private Questions questions(ContainerLogs logs) {
        return new Questions(HOST, workload -> Optional.of("container"), logs, answers::add);
    }

    private static ReadLogs question(boolean follow) {
        return new ReadLogs(UUID.randomUUID(), HOST, WORKLOAD, 10, null, 60, follow);
    }

    private QuestionRefused refusal() {
        return await().until(
                        () -> answers.stream()
                                .filter(QuestionRefused.class::isInstance)
                                .map(QuestionRefused.class::cast)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
