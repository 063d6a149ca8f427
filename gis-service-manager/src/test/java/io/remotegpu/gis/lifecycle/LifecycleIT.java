package io.remotegpu.gis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.GisEvent.GisDeleteRequested;
import io.remotegpu.contracts.GisEvent.GisRestartRequested;
import io.remotegpu.contracts.GisEvent.GisStartRequested;
import io.remotegpu.contracts.GisEvent.GisStopRequested;
import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.gis.GisEndpoint;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.gis.access.WorkloadIds;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The life of services on real PostgreSQL and Kafka. */
class LifecycleIT extends SpokenForTheScheduler {
    @Test
    void startsStopsAndDeletesAndTellsGatewaysEachTime() {
        long id = api.service("martin", "tiles", configuration);
        assertThat(post(id, "start").status()).isEqualTo(202);
        GisStartRequested wish = wish(GisStartRequested.class, id, 1);
        assertThat(wish.workspaceId()).isEqualTo(new WorkspaceId(customer));
        assertThat(wish.workload().gpu().count()).isZero();
        assertThat(wish.workload().probe().contentType()).isNotNull();

        publisher.publish(running(id, 5, 30031));
        awaitStatus(id, "running");
        GisRoute route = route(id, GisRoute.State.RUNNING);
        assertThat(route.endpoint()).isEqualTo(new GisEndpoint("127.0.0.1", 30031, 5));
        assertThat(route.owner()).isEqualTo(new CustomerId(customer));

        assertThat(post(id, "stop").status()).isEqualTo(202);
        wish(GisStopRequested.class, id, 2);
        publisher.publish(new EnvStopped(WorkloadIds.of(id), 5, NOON));
        awaitStatus(id, "stopped");
        assertThat(route(id, GisRoute.State.STOPPED).endpoint()).isNull();
        assertThat(entries(id, "operation_type=start,stop").findValuesAsString("operation_status"))
                .containsExactly("success", "success");

        assertThat(api.delete("/user-services/" + id).status()).isBetween(200, 204);
        wish(GisDeleteRequested.class, id, 3);
        publisher.publish(new EnvDeleted(WorkloadIds.of(id), 5, NOON));
        await().until(() -> api.get("/user-services/" + id).status() == 404);
        route(id, GisRoute.State.DELETED);
    }

    @Test
    void changesNothingByWhatComesTwiceOrLate() {
        long id = api.service("martin", "tiles", configuration);
        post(id, "start");
        Envelope<SchedulerEvent> first = publisher.publish(running(id, 5, 30031));
        awaitStatus(id, "running");
        post(id, "start");
        post(id, "restart");
        wish(GisRestartRequested.class, id, 2);
        publisher.publish(new EnvStopped(WorkloadIds.of(id), 5, NOON));
        publisher.publish(running(id, 6, 30032));
        topics.await(
                GisRoute.class,
                route -> route.serviceId().equals(WorkloadIds.of(id))
                        && new GisEndpoint("127.0.0.1", 30032, 6).equals(route.endpoint()));
        publisher.publish(first);
        publisher.publish(running(id, 5, 30031));
        publisher.publish(new EnvFailed(WorkloadIds.of(id), 5, FailureCause.EXITED, "late", NOON));
        post(id, "stop");
        wish(GisStopRequested.class, id, 3);
        publisher.publish(new EnvStopped(WorkloadIds.of(id), 6, NOON));
        awaitStatus(id, "stopped");
        assertThat(topics.messages(GisRoute.class))
                .filteredOn(route -> route.serviceId().equals(WorkloadIds.of(id)) && route.endpoint() != null)
                .extracting(route -> route.endpoint().epoch())
                .isSorted()
                .containsOnly(5L, 6L);
        assertThat(topics.messages(GisStartRequested.class))
                .filteredOn(wish -> wish.serviceId().equals(WorkloadIds.of(id)))
                .hasSize(1);
    }

    @Test
    void givesEachOfABatchItsOwnResultAndTellsStrangersNothing() {
        long mine = api.service("martin", "tiles", configuration);
        long other = somebody().service("martin", "tiles", "{\"pmtiles\":{\"files\":[\"a.pmtiles\"]}}");
        JsonNode items = api.post(
                        "/user-services/batch", "{\"action\":\"start\",\"ids\":[%d,%d]}".formatted(mine, other))
                .data()
                .path("items");
        assertThat(items.get(0).path("accepted").asBoolean()).isTrue();
        assertThat(items.get(0).path("status").asString()).isEqualTo("starting");
        assertThat(items.get(1).path("accepted").asBoolean()).isFalse();
        assertThat(items.get(1).path("error").asString()).isEqualTo("not_found");
        for (String action : List.of("start", "stop", "restart")) {
            assertThat(api.post("/user-services/" + other + "/" + action, "").status())
                    .isEqualTo(404);
        }
        assertThat(api.get("/user-services/" + other + "/status").status()).isEqualTo(404);
        assertThat(api.get("/user-services/" + other + "/console-logs").status())
                .isEqualTo(404);
        assertThat(api.get("/user-services/" + mine + "/console-logs").status()).isEqualTo(409);
        assertThat(api.post("/user-services/batch", "{\"action\":\"explode\",\"ids\":[1]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void leavesTheDataOnItsHostIfItsOwnerWantsThem() {
        long id = api.service("martin", "tiles", configuration);
        post(id, "start");
        publisher.publish(running(id, 5, 30031));
        awaitStatus(id, "running");
        assertThat(api.delete("/user-services/" + id + "?keep_data=true").status())
                .isEqualTo(204);
        wish(GisStopRequested.class, id, 2);
        publisher.publish(new EnvStopped(WorkloadIds.of(id), 5, NOON));
        await().until(() -> api.get("/user-services/" + id).status() == 404);
        route(id, GisRoute.State.DELETED);
        assertThat(topics.messages(GisDeleteRequested.class))
                .noneMatch(wish -> wish.serviceId().equals(WorkloadIds.of(id)));
    }

    @Test
    void takesWhatNeverRanAwayFromGateways() {
        long id = api.service("martin", "tiles", configuration);
        route(id, GisRoute.State.STOPPED);
        api.delete("/user-services/" + id);
        route(id, GisRoute.State.DELETED);
    }
}
