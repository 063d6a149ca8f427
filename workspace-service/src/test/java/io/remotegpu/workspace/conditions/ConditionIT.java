package io.remotegpu.workspace.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceEvent.EnvDiskNearlyFull;
import io.remotegpu.contracts.workload.Condition;
import io.remotegpu.contracts.workload.Condition.Kind;
import io.remotegpu.contracts.workload.DiskUse;
import io.remotegpu.contracts.workload.WorkloadSample;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What hosts tell of an environment's disk, processes, door and image, as people come to see it. */
class ConditionIT extends RunningService {
    private static final HostId HOST = new HostId("host-1");
    private static final Condition FULL = new Condition(Kind.DISK_NEARLY_FULL, "its volumes hold 95 of 100 MiB");
    private static final Condition CLOSED = new Condition(Kind.SSH_CLOSED, "nothing listens on port 22");

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(600);
    private Api api;
    private String environment;

    @BeforeEach
    void run() {
        api = as(registered());
        environment = runningEnvironment(api, api.workspace("watched"), 0);
    }

    @Test
    void tellsOnceWhatBeginsAndWhatIsOverWhateverIsRedelivered() {
        deliver(publisher.publish(sample(0, FULL)), 1);
        publisher.publish(sample(15, new Condition(Kind.DISK_NEARLY_FULL, "its volumes hold 96 of 100 MiB"), CLOSED));
        eventually(() -> assertThat(conditions()).hasSize(2));
        JsonNode full = conditions().getFirst();
        assertThat(full.path("kind").asString()).isEqualTo("disk_nearly_full");
        assertThat(full.path("words").asString()).isEqualTo("its volumes hold 96 of 100 MiB");
        assertThat(full.path("since").asString()).isEqualTo(now.toString());

        publisher.publish(sample(30, CLOSED));
        publisher.publish(sample(0, FULL));
        publisher.publish(sample(45));
        eventually(() -> assertThat(entries("ssh_closed_over")).hasSize(1));

        assertThat(conditions()).isEmpty();
        assertThat(entries("disk_nearly_full")).containsExactly("its volumes hold 95 of 100 MiB");
        assertThat(entries("disk_nearly_full_over")).hasSize(1);
        assertThat(entries("ssh_closed")).containsExactly("nothing listens on port 22");
        EnvDiskNearlyFull told = topics.await(EnvDiskNearlyFull.class, this::isOurs);
        assertThat(told.reason()).isEqualTo("its volumes hold 95 of 100 MiB");
        assertThat(topics.messages(EnvDiskNearlyFull.class).stream().filter(this::isOurs))
                .hasSize(1);
    }

    @Test
    void tellsOfTheRunThatGoesOnOnly() {
        publisher.publish(sample(0, FULL));
        eventually(() -> assertThat(conditions()).hasSize(1));
        publisher.publish(Facts.of(environment).stopped(1));
        awaitStatus(api, environment, "stopped");
        assertThat(conditions()).isEmpty();

        api.put("/environments/" + environment + "/start", null);
        publisher.publish(Facts.of(environment).running(2));
        awaitStatus(api, environment, "running");
        publisher.publish(sample(2, 60, FULL));
        eventually(() -> assertThat(entries("disk_nearly_full")).hasSize(2));
        assertThat(entries("disk_nearly_full_over")).isEmpty();
    }

    @Test
    void tellsOnceAnHourOfWhatComesAndGoesAllTheTime() {
        for (int second = 0; second < 60; second += 20) {
            publisher.publish(sample(second, FULL));
            publisher.publish(sample(second + 10));
        }
        publisher.publish(sample(70, CLOSED));
        eventually(() -> assertThat(entries("ssh_closed")).hasSize(1));
        assertThat(entries("disk_nearly_full")).hasSize(1);
        assertThat(entries("disk_nearly_full_over")).hasSize(1);

        inDatabase(jdbc -> jdbc.sql(
                        "update environment_events set at = at - interval '61 minutes' where environment_id = :id")
                .param("id", environment)
                .update());
        publisher.publish(sample(80, FULL));
        eventually(() -> assertThat(entries("disk_nearly_full")).hasSize(2));
    }

    /** It is believed about what runs there, in the same breath. */
    @Test
    void believesNoOtherHost() {
        HostId other = new HostId("host-2");
        String theirs = api.environment(api.workspace("elsewhere"), 0);
        publisher.publish(Facts.of(theirs).runningOn(other));
        awaitStatus(api, theirs, "running");
        WorkloadSample truth =
                new WorkloadSample(new WorkloadId(theirs), 1, List.of(), 0.5, 100, null, null, null, List.of(CLOSED));
        publisher.publish(new HostSampled(other, now, 1, 15, List.of(), null, List.of(told(1, FULL), truth)));

        eventually(() -> assertThat(entries(theirs, "ssh_closed")).hasSize(1));
        assertThat(conditions()).isEmpty();
        assertThat(entries("disk_nearly_full")).isEmpty();
    }

    @Test
    void showsWhatItKeepsOnDisk() {
        publisher.publish(sample(0));
        String path = "/environments/" + environment + "/metrics?step=15s&from=" + now.minusSeconds(60) + "&to="
                + now.plusSeconds(60);
        eventually(() -> assertThat(
                        api.get(path).data().at("/points/0/disk_volumes").asInt())
                .isEqualTo(95));
        assertThat(api.get(path).data().at("/points/0/disk_layer").asInt()).isEqualTo(7);
        assertThat(api.get(path).data().at("/limits/storage").asInt()).isEqualTo(10_240);
    }

    private HostSampled sample(int second, Condition... conditions) {
        return sample(1, second, conditions);
    }

    private HostSampled sample(long epoch, int second, Condition... conditions) {
        return new HostSampled(
                HOST, now.plusSeconds(second), 1000, 15, List.of(), null, List.of(told(epoch, conditions)));
    }

    private WorkloadSample told(long epoch, Condition... conditions) {
        return new WorkloadSample(
                new WorkloadId(environment),
                epoch,
                List.of(),
                0.5,
                100,
                null,
                null,
                new DiskUse(95, 100, 7, 200, 0),
                List.of(conditions));
    }

    private List<JsonNode> conditions() {
        return List.copyOf(
                api.get("/environments/" + environment + "/conditions").data().values());
    }

    private List<String> entries(String type) {
        return entries(environment, type);
    }

    private List<String> entries(String id, String type) {
        return api.get("/environments/" + id + "/events?page_size=100").data().path("items").values().stream()
                .filter(entry -> entry.path("type").asString().equals(type))
                .map(entry -> entry.path("message").asString())
                .toList();
    }

    private boolean isOurs(EnvDiskNearlyFull told) {
        return told.environmentId().value().equals(environment);
    }
}
