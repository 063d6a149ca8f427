package io.remotegpu.gis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.GisEvent.GisStartRequested;
import io.remotegpu.contracts.GisEvent.GisStopRequested;
import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
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
    private static final String TEN_MINUTES = """
            {"pmtiles":{"files":["city.pmtiles"]},"idle_stop_minutes":10}""";

    @Autowired
    IdleWatch watch;

    @AfterEach
    void backToNoon() {
        clock.set(NOON);
    }

    @Test
    void sleepsWhenNobodyAskedForItLongEnoughAndWakesWhenSomebodyDoes() throws Exception {
        long id = api.service("martin", "tiles", TEN_MINUTES);
        post(id, "start");
        wish(GisStartRequested.class, id, 1);
        publisher.publish(running(id, 5, 30031));
        awaitStatus(id, "running");

        clock.set(NOON.plus(Duration.ofMinutes(9)));
        watch.watch();
        assertThat(status(id).path("status").asString()).isEqualTo("running");
        clock.set(NOON.plus(Duration.ofMinutes(11)));
        watch.watch();
        watch.watch();
        wish(GisStopRequested.class, id, 2);
        publisher.publish(new EnvStopped(WorkloadIds.of(id), 5, clock.instant()));
        awaitStatus(id, "stopped");

        topics.await(
                GisRoute.class,
                route -> route.serviceId().equals(WorkloadIds.of(id))
                        && route.state() == GisRoute.State.STOPPED
                        && route.wakeOnRequest());
        assertThat(wake(id)).isEqualTo(200);
        assertThat(wake(id)).isEqualTo(200);
        wish(GisStartRequested.class, id, 3);
    }

    @Test
    void staysStoppedWhenItsOwnerStoppedIt() throws Exception {
        long id = api.service("martin", "tiles", TEN_MINUTES);
        post(id, "start");
        wish(GisStartRequested.class, id, 1);
        publisher.publish(running(id, 5, 30031));
        awaitStatus(id, "running");
        post(id, "stop");
        publisher.publish(new EnvStopped(WorkloadIds.of(id), 5, NOON));
        awaitStatus(id, "stopped");

        assertThat(wake(id)).isEqualTo(409);
    }

    /** As the gateway does, without a token. */
    private int wake(long id) throws IOException, InterruptedException {
        URI address =
                URI.create("http://127.0.0.1:" + port + "/internal/user-services/" + WorkloadIds.of(id) + "/wake");
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
