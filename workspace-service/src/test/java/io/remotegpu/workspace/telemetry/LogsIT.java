package io.remotegpu.workspace.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.NodeAnswer.Cause;
import io.remotegpu.contracts.NodeAnswer.LogsRead;
import io.remotegpu.contracts.NodeAnswer.QuestionRefused;
import io.remotegpu.contracts.NodeQuestion.ReadLogs;
import io.remotegpu.contracts.NodeQuestion.StopFollowing;
import io.remotegpu.contracts.workload.LogLine;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.RunningService;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The test plays the host. */
class LogsIT extends RunningService {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.5Z");

    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private Api api;
    private String environment;

    @BeforeEach
    void run() {
        long owner = registered();
        api = as(owner);
        environment = runningEnvironment(api, api.workspace("logs"), 0);
    }

    @Test
    void showsWhatTheHostSays() {
        CompletableFuture<Api.Answer> asked = get("?tail=2");
        ReadLogs question = question();
        assertThat(question.tail()).isEqualTo(2);
        assertThat(question.hostId().value()).isEqualTo("host-1");
        publisher.publish(read(question, "7", true, 3, line("CUDA out of memory", true)));

        Api.Answer answer = asked.join();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().path("left_out").asInt()).isEqualTo(3);
        assertThat(answer.data().path("lines")).singleElement().satisfies(line -> {
            assertThat(line.path("text").asString()).isEqualTo("CUDA out of memory");
            assertThat(line.path("stream").asString()).isEqualTo("stderr");
            assertThat(line.path("at").asString()).isEqualTo("2026-01-31T12:00:00.500Z");
            assertThat(line.path("cut").asBoolean()).isTrue();
        });
    }

    @Test
    void saysThatTheHostDoesNotAnswer() {
        Api.Answer answer = get("").join();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().path("message").asString()).contains("host host-1 does not answer");
        assertThat(answer.details().path("host_id").asString()).isEqualTo("host-1");
    }

    @Test
    void saysThatThereIsNoContainer() {
        CompletableFuture<Api.Answer> asked = get("");
        ReadLogs question = question();
        publisher.publish(
                new QuestionRefused(question.questionId(), question.hostId(), Cause.NOT_HERE, "no container"));

        Api.Answer answer = asked.join();
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.details().path("status").asString()).isEqualTo("running");
    }

    @Test
    void asksNoHostOfAnEnvironmentThatIsNowhere() {
        String waiting = api.environment(api.workspace("nowhere"), 0);

        Api.Answer answer = api.get("/environments/" + waiting + "/logs");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.details().path("allowed")).singleElement().satisfies(status -> assertThat(status.asString())
                .isEqualTo("running"));
    }

    @Test
    void refusesStrangersAndSizesThatCannotBe() {
        Api stranger = as(registered());
        assertThat(stranger.get("/environments/" + environment + "/logs").status())
                .isEqualTo(404);
        assertThat(stranger.get("/environments/" + environment + "/logs?follow=true")
                        .status())
                .isEqualTo(404);
        for (String query :
                List.of("?tail=0", "?tail=10001", "?tail=many", "?follow=perhaps", "?follow=true&tail=-1")) {
            Api.Answer answer = api.get("/environments/" + environment + "/logs" + query);
            assertThat(answer.code()).as(query).isEqualTo(30001);
        }
    }

    @Test
    void followsAndGoesOnWhereTheReaderLeftOff() {
        try (LogStreamReader reader = new LogStreamReader(api, environment, "41")) {
            ReadLogs question = question();
            assertThat(question.follow()).isTrue();
            assertThat(question.after()).isEqualTo("41");
            publisher.publish(read(question, "42", false, 0, line("first", false)));
            reader.await("id: 42");
            publisher.publish(read(question, "43", false, 9, line("second", false)));
            reader.await("id: 43");
            publisher.publish(read(question, "43", true, 0));
            reader.await("data: {\"reason\":\"complete\"}");

            assertThat(reader.data()).anySatisfy(data -> assertThat(data).contains("\"second\"", "\"left_out\":9"));
        }
    }

    @Test
    void letsTheHostStopWhenTheReaderGoes() {
        ReadLogs question;
        try (LogStreamReader reader = new LogStreamReader(api, environment, "")) {
            question = question();
            assertThat(question.after()).isNull();
            publisher.publish(read(question, null, false, 0));
            reader.await("event: ready");
        }
        // the next write finds nobody
        publisher.publish(read(question, "1", false, 0, line("one", false)));
        publisher.publish(read(question, "2", false, 0, line("two", false)));

        topics.await(StopFollowing.class, stop -> stop.questionId().equals(question.questionId()));
    }

    private CompletableFuture<Api.Answer> get(String query) {
        return CompletableFuture.supplyAsync(() -> api.get("/environments/" + environment + "/logs" + query));
    }

    /** The next question about this environment. */
    private ReadLogs question() {
        ReadLogs question = topics.await(
                ReadLogs.class,
                asked -> asked.workloadId().value().equals(environment)
                        && !answered.contains(asked.questionId().toString()));
        answered.add(question.questionId().toString());
        return question;
    }

    private static LogsRead read(
            ReadLogs question, @Nullable String position, boolean complete, long leftOut, LogLine... lines) {
        return new LogsRead(
                question.questionId(),
                question.hostId(),
                question.workloadId(),
                List.of(lines),
                leftOut,
                position,
                complete);
    }

    private static LogLine line(String text, boolean cut) {
        return new LogLine(NOON, LogLine.Stream.STDERR, text, cut);
    }
}
