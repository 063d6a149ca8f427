package io.remotegpu.gis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.GisEvent.GisStartRequested;
import io.remotegpu.contracts.GisEvent.GisStopRequested;
import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.gis.GisHeaders;
import io.remotegpu.gis.access.WorkloadIds;
import io.remotegpu.gis.idle.IdleWatch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class IdleIT extends SpokenForTheScheduler {
    @Autowired
    IdleWatch watch;

    @AfterEach
    void backToNoon() {
        clock.set(NOON);
    }

    @Test
    void sleepsWhenNobodyAskedForItLongEnoughAndWakesWhenSomebodyDoes() throws Exception {
        long id = runs(tenMinutes());

        clock.set(NOON.plus(Duration.ofMinutes(9)));
        watch.watch();
        assertThat(status(id).path("status").asString()).isEqualTo("running");
        clock.set(NOON.plus(Duration.ofMinutes(11)));
        watch.watch();
        watch.watch();
        wish(GisStopRequested.class, id, 2);
        publisher.publish(new EnvUnknown(WorkloadIds.of(id), new HostId("host-1"), 5, clock.instant(), "silent"));
        awaitAsleep(id);
        assertThat(wake(id)).isEqualTo(200);
        assertThat(wake(id)).isEqualTo(200);
        wish(GisStartRequested.class, id, 3);
    }

    @Test
    void sleepsThoughItsConfigurationDoesNotRenderAnyMore() {
        long connection = api.connection("maps");
        long id = runs("{\"postgres\":[{\"connection_id\":%d}],\"idle_stop_minutes\":10}".formatted(connection));
        jdbc.sql("update database_connections set host = '192.168.0.1' where id = :id")
                .param("id", connection)
                .update();
        assertThat(post(id, "restart").status()).isEqualTo(400);

        clock.set(NOON.plus(Duration.ofMinutes(11)));
        watch.watch();

        wish(GisStopRequested.class, id, 2);
    }

    @Test
    void wakesForNobodyAnyMoreOnceItsOwnerStoppedItInItsSleep() throws Exception {
        long id = asleep();

        assertThat(post(id, "stop").status()).isEqualTo(202);

        await().until(() -> {
            GisRoute last = topics.messages(GisRoute.class).stream()
                    .filter(route -> route.serviceId().equals(WorkloadIds.of(id)))
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
            return last.state() == GisRoute.State.STOPPED && !last.wakeOnRequest();
        });
        assertThat(wake(id)).isEqualTo(409);
        assertThat(status(id).path("reason").asString("")).isEmpty();
        assertThat(entries(id, "operation_type=stop")).hasSize(1);
    }

    @Test
    void wakesForTheGatewayAloneAndOnlyServices() throws Exception {
        long id = asleep();

        assertThat(wake(WorkloadIds.of(id).value(), "")).isEqualTo(403);
        assertThat(wake(WorkloadIds.of(id).value(), WAKE_SECRET + "?")).isEqualTo(403);
        assertThat(wake("gis-abc", "")).isEqualTo(403);
        assertThat(wake("gis-abc", WAKE_SECRET)).isEqualTo(404);
        assertThat(wake("env-" + id, WAKE_SECRET)).isEqualTo(404);
        assertThat(wake("gis-999999999999999999", WAKE_SECRET)).isEqualTo(404);
        assertThat(status(id).path("desired").asString()).isEqualTo("stopped");
    }

    @Test
    void staysStoppedWhenItsOwnerStoppedIt() throws Exception {
        long id = runs(tenMinutes());
        post(id, "stop");
        publisher.publish(new EnvStopped(WorkloadIds.of(id), 5, NOON));
        awaitStatus(id, "stopped");

        assertThat(wake(id)).isEqualTo(409);
    }

    private long runs(String configuration) {
        long id = api.service("martin", "tiles", configuration);
        post(id, "start");
        wish(GisStartRequested.class, id, 1);
        publisher.publish(running(id, 5, 30031));
        awaitStatus(id, "running");
        return id;
    }

    private long asleep() {
        long id = runs(tenMinutes());
        clock.set(NOON.plus(Duration.ofMinutes(11)));
        watch.watch();
        wish(GisStopRequested.class, id, 2);
        awaitAsleep(id);
        return id;
    }

    private void awaitAsleep(long id) {
        publisher.publish(new EnvStopped(WorkloadIds.of(id), 5, clock.instant()));
        awaitStatus(id, "stopped");
        topics.await(
                GisRoute.class,
                route -> route.serviceId().equals(WorkloadIds.of(id))
                        && route.state() == GisRoute.State.STOPPED
                        && route.wakeOnRequest());
    }

    private int wake(long id) throws IOException, InterruptedException {
        return wake(WorkloadIds.of(id).value(), WAKE_SECRET);
    }

    /** As the gateway does, without a token. */
    private int wake(String workload, String secret) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + "/internal/user-services/" + workload + "/wake");
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header(GisHeaders.WAKE_SECRET, secret)
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private String tenMinutes() {
        return configuration.replaceFirst("}$", ",\"idle_stop_minutes\":10}");
    }
}
