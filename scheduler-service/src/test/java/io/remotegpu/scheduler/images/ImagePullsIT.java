package io.remotegpu.scheduler.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.FleetEvent.HostAdministered;
import io.remotegpu.contracts.HostCommand.PullImage;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.ImageNotPulled;
import io.remotegpu.contracts.ImagePullProgressed;
import io.remotegpu.contracts.ImagePulled;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.World;
import io.remotegpu.scheduler.hosts.AdminApi;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Images that hosts are asked for, over HTTP on real PostgreSQL and Kafka; the test answers for the hosts. */
class ImagePullsIT {
    private static final String IMAGE = "harbor.example.org/lab/pytorch:2.9";
    private static World world;
    private static AdminApi admin;

    private HostId first;
    private HostId second;

    @BeforeAll
    static void start() {
        world = new World();
        startScheduler();
    }

    private static void startScheduler() {
        admin = AdminApi.of(world.startScheduler(
                "--scheduler.hosts.suspect-after=1h",
                "--scheduler.hosts.unknown-after=2h",
                "--scheduler.images.watch-every=200ms",
                "--scheduler.images.ask-again=1s"));
    }

    @AfterAll
    static void close() throws Exception {
        world.close();
    }

    @BeforeEach
    void hosts() {
        world.clear();
        FakeAgent one = world.host(1);
        FakeAgent two = world.host(1);
        first = one.host();
        second = two.host();
    }

    @Test
    void eachHostIsAskedAndTellsHowFarItIsAndRedeliveriesChangeNothing() {
        UUID id = request("{\"image\":\"" + IMAGE + "\",\"keep\":7200}");
        PullImage asked = world.probe.await(PullImage.class, command -> isOf(command, id, first));
        world.probe.await(PullImage.class, command -> isOf(command, id, second));
        assertThat(asked.image()).isEqualTo(IMAGE);
        assertThat(asked.keepSeconds()).isEqualTo(7200);
        assertThat(asked.withinSeconds()).isBetween(1, 7200);
        world.probe.await(
                HostAdministered.class,
                fact -> fact.hostId().equals(first) && fact.action().equals("image-requested"));

        Envelope<ImagePullProgressed> progress = world.publisher.publish(new ImagePullProgressed(first, id, IMAGE, 42));
        awaitHost(id, first, "pulling", 42, "");
        Envelope<ImagePulled> there = world.publisher.publish(new ImagePulled(first, id, IMAGE));
        world.publisher.publish(progress);
        world.publisher.publish(there);
        world.publisher.publish(new ImagePullProgressed(first, id, IMAGE, 43));
        world.publisher.publish(new ImageNotPulled(second, id, IMAGE, "manifest unknown"));
        awaitHost(id, second, "failed", 0, "manifest unknown");
        UUID next = request("{\"image\":\"" + IMAGE + "\",\"hosts\":[\"" + first + "\"]}");
        world.publisher.publish(new ImagePullProgressed(first, next, IMAGE, 7));
        awaitHost(next, first, "pulling", 7, "");
        assertThat(isHost(id, first, "there", 100, "")).isTrue();
        assertThat(admin.get("/image-pulls").body()).contains("\"pulling\":0,\"there\":1,\"failed\":1");
    }

    @Test
    void aSilentHostIsAskedAgainAlsoAfterARestartUntilItsTimeIsOverAndALateImageIsThereAllTheSame() {
        UUID id = request("{\"image\":\"" + IMAGE + "\",\"hosts\":[\"" + first + "\"]}");
        world.probe.await(PullImage.class, command -> isOf(command, id, first));
        world.stopSchedulers();
        long before = asked(id);
        startScheduler();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> asked(id) > before);
        assertThat(isHost(id, first, "waiting", 0, "")).isTrue();

        world.stopSchedulers();
        world.jdbc
                .sql("update image_pulls set deadline = now() where pull_id = :id")
                .param("id", id)
                .update();
        startScheduler();
        awaitHost(id, first, "failed", 0, "the host did not answer; its agent may be away, or older than this command");
        assertThat(world.probe.messages(PullImage.class)).noneMatch(command -> isOf(command, id, second));

        world.publisher.publish(new ImagePulled(first, id, IMAGE));
        awaitHost(id, first, "there", 100, "");
    }

    @Test
    void whatNoHostFitsIsRefused() {
        for (String choice : List.of("\"hosts\":[\"nowhere\"]", "\"labels\":{\"room\":\"none\"}", "\"keep\":5")) {
            assertThat(send("{\"image\":\"" + IMAGE + "\"," + choice + "}").body())
                    .contains("30001");
        }
        assertThat(send("{\"image\":\"two words\"}").body()).contains("30001");
        assertThat(admin.get("/image-pulls/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    private static UUID request(String body) {
        HttpResponse<String> accepted = send(body);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return UUID.fromString(json(accepted).at("/data/pull/id").asString());
    }

    private static HttpResponse<String> send(String body) {
        return admin.send("/image-pulls", "POST", body);
    }

    private static boolean isOf(PullImage command, UUID id, HostId host) {
        return command.pullId().equals(id) && command.hostId().equals(host);
    }

    private long asked(UUID id) {
        return world.count(
                "select asked from host_image_pulls where pull_id = '" + id + "' and host_id = '" + first + "'");
    }

    private static void awaitHost(UUID id, HostId host, String state, int percent, String reason) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> isHost(id, host, state, percent, reason));
    }

    private static boolean isHost(UUID id, HostId host, String state, int percent, String reason) {
        return json(admin.get("/image-pulls/" + id))
                .at("/data/hosts")
                .valueStream()
                .filter(pull -> pull.at("/host_id").asString().equals(host.value()))
                .anyMatch(pull -> pull.at("/state").asString().equals(state)
                        && pull.at("/percent").asInt() == percent
                        && pull.at("/reason").asString("").equals(reason));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
