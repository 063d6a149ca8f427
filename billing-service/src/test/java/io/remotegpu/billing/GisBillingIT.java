package io.remotegpu.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.GisEvent.GisStartRequested;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.testing.TestTokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GisBillingIT extends BillingTestBase {
    private static final Instant START = Instant.parse("2026-06-10T00:00:00Z");
    private static final Workload MAP_SERVER = new Workload(
            "remotegpu/mapserver:8.0",
            List.of(),
            Map.of(),
            1,
            1024,
            2048,
            Workload.GpuRequest.NONE,
            List.of(),
            List.of(),
            new Workload.Probe(Workload.Probe.Kind.NONE, 0, "/", 60),
            null,
            true);

    private final WorkloadId service = new WorkloadId("gis-" + customer);

    @Test
    void billsAServiceWhileItRunsAndWhatItKeepsUntilItIsDeleted() {
        price();
        publishAt(START, wish(1));
        publishAt(START, runsFrom(START));
        publishAt(START.plusSeconds(3600), new EnvStopped(service, 1, START.plusSeconds(3600)));
        publishAt(START.plusSeconds(5400), wish(2));
        publishAt(START.plusSeconds(7200), new EnvDeleted(service, 1, START.plusSeconds(3600)));
        awaitRecords("status=closed", 2);

        assertThat(records("")
                        .valueStream()
                        .map(record -> record.path("duration_s").asLong() + " s = "
                                + record.path("amount").asString()))
                .containsExactlyInAnyOrder("7200 s = 0.040000", "3600 s = 0.500000");
    }

    private void price() {
        assertThat(post("/api/v1/admin/billing/prices", TestTokens.admin(1), """
                        {"workspace_id":%d,"currency":"USD","gpu_hour":"2","core_hour":"0","gib_hour":"0","storage_gib_hour":"0.01","gis_hour":"0.5",
                         "valid_from":"2026-06-01T00:00:00Z"}""".formatted(customer))
                        .statusCode())
                .isEqualTo(201);
    }

    private GisStartRequested wish(long generation) {
        return new GisStartRequested(
                service, generation, new CustomerId(customer), new WorkspaceId(customer), "map", MAP_SERVER);
    }

    private EnvRunning runsFrom(Instant start) {
        return new EnvRunning(
                service,
                new CustomerId(customer),
                new WorkspaceId(customer),
                new HostId("gpu-1"),
                "gpu-1",
                "docker",
                "c",
                1,
                List.of(),
                1,
                1024,
                List.of(),
                start);
    }
}
