package io.remotegpu.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.testing.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an environment keeps is billed from the wish for it to its deletion, running or not, once for all its volumes. */
class StorageIT extends BillingTestBase {
    private static final Instant START = NOON.plus(Duration.ofHours(2));
    private static final int GIB = 1024;

    @BeforeEach
    @AfterEach
    void backToTheAfternoon() {
        clock.set(START);
    }

    @Test
    void isBilledWhileTheEnvironmentIsStoppedAndUntilItIsDeleted() {
        assertThat(post("/api/v1/admin/billing/prices", TestTokens.admin(1), """
                        {"workspace_id":%d,"currency":"USD","gpu_hour":"0","core_hour":"0","gib_hour":"0","storage_gib_hour":"0.01",
                         "valid_from":"%s"}""".formatted(customer, START))
                        .statusCode())
                .isEqualTo(201);
        publishAt(START, wish());
        publishAt(START, running(1, START));
        publishAt(START.plusSeconds(3600), new EnvStopped(environment, 1, START.plusSeconds(3600)));
        awaitRecords("status=closed", 1);
        awaitRecords("status=open", 1);

        clock.advance(Duration.ofHours(6));
        JsonNode kept = records("status=open").path(0);
        assertThat(kept.path("kind").asString()).isEqualTo("storage");
        assertThat(kept.path("resource").path("storage").asInt()).isEqualTo(2 * GIB);
        assertThat(kept.path("amount").asString()).isEqualTo("0.120000");

        publishAt(START.plusSeconds(36_000), new EnvDeleted(environment, 1, START.plusSeconds(3600)));
        awaitRecords("status=closed", 2);
        assertThat(records("status=closed")
                        .valueStream()
                        .filter(record -> record.path("kind").asString().equals("storage"))
                        .map(record -> record.path("amount").asString()))
                .containsExactly("0.200000");
    }

    private EnvRequested wish() {
        List<Workload.Volume> volumes =
                List.of(new Workload.Volume("home", "/home/dev", false), new Workload.Volume("data", "/data", false));
        return new EnvRequested(
                environment,
                new CustomerId(customer),
                new WorkspaceId(customer),
                "train",
                new Workload(
                        "remotegpu/env-base:latest",
                        List.of(),
                        Map.of(),
                        4,
                        8 * GIB,
                        2 * GIB,
                        Workload.GpuRequest.NONE,
                        List.of(),
                        volumes,
                        new Workload.Probe(Workload.Probe.Kind.NONE, 0, "/", 60),
                        null,
                        false));
    }
}
