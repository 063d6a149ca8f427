package io.remotegpu.workspace.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Facts that come again, late or out of order change neither what is shown nor what is counted. */
class LateFactsIT extends RunningService {
    private Api api;
    private long workspace;

    @BeforeEach
    void someoneWithAWorkspace() {
        api = as(newCustomer());
        workspace = api.workspace("vision lab");
    }

    @Test
    void givesTheQuotaBackOnceHoweverOftenTheStopIsDelivered() {
        String stopped = runningEnvironment(api, workspace, 1);
        runningEnvironment(api, workspace, 1);
        Facts facts = Facts.of(stopped);

        deliver(publisher.publish(facts.stopped(1)), 2);
        publisher.publish(facts.stopped(1));
        awaitStatus(api, stopped, "stopped");
        deliver(publisher.publish(facts.deleted(1)), 2);
        publisher.publish(facts.deleted(1));
        eventually(
                () -> assertThat(api.get("/environments/" + stopped).status()).isEqualTo(404));

        awaitEverythingDelivered(stopped);
        assertThat(used(api, "gpu")).isEqualTo(1);
        assertThat(used(api, "environments")).isEqualTo(1);
        assertThat(used(api, "storage")).isEqualTo(10_240);
    }

    @Test
    void passesOverTheStopOfAnOlderLeaseThatArrivesLate() {
        String id = runningEnvironment(api, workspace, 1);
        Facts facts = Facts.of(id);
        publisher.publish(facts.running(2));
        publisher.publish(facts.stopped(1));
        publisher.publish(facts.failed(1, FailureCause.EXITED));

        awaitEverythingDelivered(id);
        assertThat(show(id).path("status").asString()).isEqualTo("running");
        assertThat(show(id).path("container_id").asString()).isEqualTo("container-2");
        assertThat(used(api, "gpu")).isEqualTo(1);
    }

    @Test
    void keepsItsQuotaWhenTheOldLeaseOfARestartFails() {
        String id = runningEnvironment(api, workspace, 1);
        api.put("/environments/" + id + "/restart", null);

        publisher.publish(Facts.of(id).failed(1, FailureCause.EXITED));

        awaitEverythingDelivered(id);
        assertThat(show(id).path("status").asString()).isEqualTo("creating");
        assertThat(used(api, "gpu")).isEqualTo(1);
    }

    /** A later fact of another environment on the same partition has been heard, so all of this one were too. */
    private void awaitEverythingDelivered(String id) {
        String marker;
        do {
            marker = markerThatComesAndGoes();
        } while (partition(marker) != partition(id));
    }

    private String markerThatComesAndGoes() {
        String marker = api.environment(workspace, 0);
        publisher.publish(Facts.of(marker).failed(0, FailureCause.CANCELLED));
        awaitStatus(api, marker, "error");
        api.delete("/environments/" + marker);
        publisher.publish(Facts.of(marker).deleted(0));
        eventually(() -> assertThat(api.get("/environments/" + marker).status()).isEqualTo(404));
        return marker;
    }

    private int partition(String id) {
        return await().until(
                        () -> topics.records(Topics.SCHEDULER).stream()
                                .filter(heard -> heard.key().equals(id))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .partition();
    }

    private JsonNode show(String id) {
        return api.get("/environments/" + id).data();
    }
}
