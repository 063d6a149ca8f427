package io.remotegpu.gis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.remotegpu.contracts.GisEvent.GisStartRequested;
import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.gis.Api;
import io.remotegpu.gis.access.WorkloadIds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of services that fail. */
class RecoveryIT extends SpokenForTheScheduler {
    @Test
    void startsAgainAfterAPauseAndKeepsTheLastWords() {
        long id = api.service("martin", "tiles", configuration);
        post(id, "start");
        publisher.publish(running(id, 5, 30031));
        awaitStatus(id, "running");
        publisher.publish(new EnvFailed(
                WorkloadIds.of(id),
                5,
                FailureCause.EXITED,
                "exit code 1",
                NOON,
                List.of("cannot reach postgres://ada:" + Api.PASSWORD + "@10.9.8.7/maps")));
        await().until(() -> observed(id).equals("waiting"));
        assertThat(route(id, GisRoute.State.STARTING).endpoint()).isNull();
        assertThat(status(id).path("restarts_at").asString()).isEqualTo("2026-03-10T12:00:02Z");

        clock.advance(Duration.ofSeconds(3));
        try {
            assertThat(wish(GisStartRequested.class, id, 2).workload()).isNotNull();
        } finally {
            clock.set(NOON);
        }
        JsonNode failed =
                entries(id, "operation_type=recovery&operation_status=failed").get(0);
        assertThat(failed.path("error_details").path("cause").asString()).isEqualTo("EXITED");
        assertThat(failed.path("error_details").path("log").get(0).asString())
                .contains("postgres://ada:")
                .doesNotContain(Api.PASSWORD);
    }

    @Test
    void goesBackToTheLastGoodConfiguration() {
        long id = api.service("martin", "tiles", configuration);
        post(id, "start");
        GisStartRequested good = wish(GisStartRequested.class, id, 1);
        publisher.publish(running(id, 5, 30031));
        awaitStatus(id, "running");
        assertThat(api.put("/user-services/" + id, "{\"config_data\":" + otherConfiguration + "}")
                        .status())
                .isEqualTo(200);
        assertThat(wish(GisStartRequested.class, id, 2).workload()).isNotEqualTo(good.workload());
        publisher.publish(new EnvStopped(WorkloadIds.of(id), 5, NOON));
        publisher.publish(new EnvFailed(
                WorkloadIds.of(id),
                6,
                FailureCause.PROBE_FAILED,
                "it ended before it answered",
                null,
                List.of("bad level")));

        assertThat(wish(GisStartRequested.class, id, 3).workload()).isEqualTo(good.workload());
        publisher.publish(running(id, 7, 30033));
        awaitStatus(id, "running");
        assertThat(status(id).path("config_version").asInt()).isEqualTo(3);
        assertThat(status(id).path("good_config_version").asInt()).isEqualTo(3);
        assertThat(entries(id, "operation_type=rollback")
                        .get(0)
                        .path("log_message")
                        .asString())
                .contains("version 2 did not start");
        assertThat(api.get("/user-services/" + id)
                        .data()
                        .path("config_data")
                        .path("log_level")
                        .asString())
                .isEqualTo("info");
    }

    @Test
    void looksAtTheContentOfTheAnswerAndAsksNotTwiceWithinMoments() throws IOException {
        HttpServer instance = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int[] asked = {0};
        instance.createContext("/", exchange -> {
            asked[0]++;
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        instance.start();
        try {
            long id = api.service("martin", "tiles", configuration);
            post(id, "start");
            publisher.publish(running(id, 5, instance.getAddress().getPort()));
            awaitStatus(id, "running");
            // A busy machine may answer too late once, and that is remembered as well.
            await().untilAsserted(() -> {
                clock.advance(Duration.ofSeconds(6));
                assertThat(status(id).path("health").path("problem").asString()).contains("text/html");
            });
            asked[0] = 0;
            status(id);
            JsonNode health = status(id).path("health");
            assertThat(health.path("state").asString()).isEqualTo("unhealthy");
            assertThat(asked[0]).isLessThanOrEqualTo(1);
        } finally {
            instance.stop(0);
        }
    }
}
