package io.remotegpu.workspace.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.TelemetryEvent.ImagePulling;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far an image has come, as people come to see it while they wait for it. */
class PullsIT extends RunningService {
    private static final HostId HOST = new HostId("host-1");

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(600);
    private Api api;
    private String starting;

    @BeforeEach
    void start() {
        api = as(registered());
        starting = starting("pulling");
    }

    @Test
    void tellsHowFarAnImageHasComeWhileItIsStarted() {
        String other = starting("another");
        deliver(publisher.publish(pulling(starting, 1, 3)), 1);
        publisher.publish(pulling(starting, 2, 4));
        eventually(
                () -> assertThat(entries(starting, "image_pulling").toString()).contains("3 of 12"));
        api.patch("/environments/" + starting, "{\"name\":\"other\"}");
        assertThat(entries(starting, "renamed")).hasSize(1);
        publisher.publish(pulling(starting, 1, 7));
        publisher.publish(pulling(starting, 1, 5));
        eventually(
                () -> assertThat(entries(starting, "image_pulling").toString()).contains("7 of 12"));
        publisher.publish(Facts.of(starting).running(1));
        awaitStatus(api, starting, "running");
        publisher.publish(pulling(starting, 1, 9));
        publisher.publish(pulling(other, 1, 9));
        eventually(() -> assertThat(entries(other, "image_pulling")).hasSize(1));

        assertThat(entries(starting, "image_pulling"))
                .containsExactly(
                        "pulling registry.example.org/torch:2: 7 of 12 layers, 1.2 GiB of 4.0 GiB known so far");
    }

    @Test
    void isNotHeldUpByAHostWhoseClockIsAhead() {
        Instant ahead = Instant.parse("9999-01-01T00:00:00Z");
        publisher.publish(pulling(starting, 1, 3, ahead));
        eventually(
                () -> assertThat(entries(starting, "image_pulling").toString()).contains("3 of 12"));
        publisher.publish(pulling(starting, 1, 4, ahead));

        eventually(
                () -> assertThat(entries(starting, "image_pulling").toString()).contains("4 of 12"));
        assertThat(entries(starting, "image_pulling")).hasSize(1);
    }

    private String starting(String workspace) {
        String id = api.environment(api.workspace(workspace), 0);
        publisher.publish(Facts.of(id).reserved(1));
        eventually(() -> assertThat(entries(id, "reserved")).hasSize(1));
        return id;
    }

    private ImagePulling pulling(String id, long epoch, int done) {
        return pulling(id, epoch, done, now.plusSeconds(done));
    }

    private static ImagePulling pulling(String id, long epoch, int done, Instant at) {
        return new ImagePulling(
                HOST,
                at,
                new WorkloadId(id),
                epoch,
                "registry.example.org/torch:2",
                12,
                done,
                1_288_490_188L,
                4_294_967_296L);
    }

    private List<String> entries(String id, String type) {
        return api.get("/environments/" + id + "/events?page_size=100").data().path("items").values().stream()
                .filter(entry -> entry.path("type").asString().equals(type))
                .map(entry -> entry.path("message").asString())
                .toList();
    }
}
