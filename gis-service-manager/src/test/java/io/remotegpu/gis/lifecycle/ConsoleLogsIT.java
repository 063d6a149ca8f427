package io.remotegpu.gis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeAnswer.LogsRead;
import io.remotegpu.contracts.NodeQuestion.ReadLogs;
import io.remotegpu.contracts.workload.LogLine;
import io.remotegpu.gis.Api;
import io.remotegpu.gis.access.WorkloadIds;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an instance printed; the test plays its host. */
class ConsoleLogsIT extends SpokenForTheScheduler {
    @Test
    void showsTheLastLinesWithoutPasswords() {
        long id = api.service("martin", "tiles", configuration);
        post(id, "start");
        publisher.publish(running(id, 5, 30031));
        awaitStatus(id, "running");

        CompletableFuture<Api.Answer> asked =
                CompletableFuture.supplyAsync(() -> api.get("/user-services/" + id + "/console-logs?tail=2"));
        ReadLogs question =
                topics.await(ReadLogs.class, each -> each.workloadId().equals(WorkloadIds.of(id)));
        assertThat(question.hostId()).isEqualTo(new HostId("host-1"));
        assertThat(question.tail()).isEqualTo(2);
        publisher.publish(new LogsRead(
                question.questionId(),
                question.hostId(),
                question.workloadId(),
                List.of(
                        new LogLine(NOON, LogLine.Stream.STDOUT, "Martin server is now active", false),
                        new LogLine(
                                null, LogLine.Stream.STDERR, "postgres://ada:" + Api.PASSWORD + "@10.9.8.7", false)),
                7,
                "2",
                true));

        JsonNode console = asked.join().data();
        assertThat(console.path("left_out").asInt()).isEqualTo(7);
        assertThat(console.path("lines").get(0).path("text").asString()).isEqualTo("Martin server is now active");
        assertThat(console.path("lines").get(0).path("at").asString()).isEqualTo("2026-03-10T12:00:00Z");
        assertThat(console.path("lines").get(1).path("stream").asString()).isEqualTo("stderr");
        assertThat(console.path("lines").get(1).path("text").asString())
                .contains("ada")
                .doesNotContain(Api.PASSWORD);
    }
}
