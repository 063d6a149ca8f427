package io.remotegpu.gis.lifecycle;

import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.GisEvent;
import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceCreated;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.Endpoint;
import io.remotegpu.gis.Api;
import io.remotegpu.gis.RunningGis;
import io.remotegpu.gis.access.WorkloadIds;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** Services whose scheduler is the test: it hears what is wanted and says what becomes of it. */
abstract class SpokenForTheScheduler extends RunningGis {
    final long customer = newCustomer();
    Api api;
    /** Of a Martin that needs no file to start. */
    String configuration;

    String otherConfiguration;

    @BeforeEach
    void hasAWorkspaceAtNoon() {
        clock.set(NOON);
        api = as(customer);
        publisher.publish(
                new WorkspaceCreated(new WorkspaceId(customer), new CustomerId(customer), "mine", "personal"));
        await().until(() -> jdbc.sql("select count(*) from personal_workspaces where user_id = :user")
                        .param("user", customer)
                        .query(Long.class)
                        .single()
                == 1);
        String database = "\"postgres\":[{\"connection_id\":" + api.connection("database-of-the-tests") + "}]";
        configuration = "{" + database + "}";
        otherConfiguration = "{" + database + ",\"log_level\":\"debug\"}";
    }

    Api.Answer post(long id, String action) {
        return api.post("/user-services/" + id + "/" + action, "");
    }

    JsonNode status(long id) {
        return api.get("/user-services/" + id + "/status").data();
    }

    String observed(long id) {
        return status(id).path("observed").asString("");
    }

    void awaitStatus(long id, String status) {
        await().until(() ->
                api.get("/user-services/" + id).text("service_status").equals(status)
                        && status(id).path("status").asString("").equals(status));
    }

    JsonNode entries(long id, String filters) {
        return api.get("/user-services/" + id + "/logs?" + filters).data().path("items");
    }

    <W extends GisEvent> W wish(Class<W> type, long id, long generation) {
        return topics.await(
                type, wish -> wish.serviceId().equals(WorkloadIds.of(id)) && wish.generation() == generation);
    }

    GisRoute route(long id, GisRoute.State state) {
        return topics.await(
                GisRoute.class, route -> route.serviceId().equals(WorkloadIds.of(id)) && route.state() == state);
    }

    SchedulerEvent running(long id, long epoch, int port) {
        WorkloadId workload = WorkloadIds.of(id);
        return new EnvRunning(
                workload,
                new CustomerId(customer),
                new WorkspaceId(customer),
                new HostId("host-1"),
                "one",
                "docker",
                "c-" + epoch,
                epoch,
                List.of(),
                1,
                256,
                List.of(new Endpoint("http", "127.0.0.1", port, 3000, "tcp")),
                NOON);
    }
}
