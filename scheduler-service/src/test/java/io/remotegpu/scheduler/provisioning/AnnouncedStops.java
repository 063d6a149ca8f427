package io.remotegpu.scheduler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.SchedulerEvent.EnvStopAnnounced;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.contracts.workload.Scheduling.LostHostPolicy;
import io.remotegpu.contracts.workload.Scheduling.PreemptionPolicy;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.Workloads;
import io.remotegpu.scheduler.World;
import io.remotegpu.scheduler.hosts.AdminApi;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What tests of announced stops do to the world. */
record AnnouncedStops(World world) {
    static Scheduling treated(int priority, @Nullable PreemptionPolicy policy) {
        return new Scheduling(priority, LostHostPolicy.HOLD, null, policy);
    }

    /** It runs. */
    WorkloadId spot() {
        WorkloadId spot = world.request(Workloads.withGpus(1), 1, treated(Scheduling.SPOT, null));
        world.awaitRunning(spot, 0);
        return spot;
    }

    /** The time of the stop that was announced to it. */
    void timeComes(WorkloadId told) {
        assertThat(world.jdbc
                        .sql("update stop_notices set stops_at = now() where workload_id = :id")
                        .param("id", told.value())
                        .update())
                .isEqualTo(1);
    }

    /** The first that one of them was deaf to, null while there is none. */
    static @Nullable NodeCommand heardInVain(FakeAgent... hosts) {
        for (FakeAgent host : hosts) {
            if (!host.ignored().isEmpty()) {
                return host.ignored().getFirst();
            }
        }
        return null;
    }

    /** For another workspace, from now on: whoever is there is told, and has been told so often then. */
    long book(AdminApi admin, WorkloadId there, int notices) {
        Instant now = Instant.now();
        String body = "{\"workspace_id\":2,\"gpu\":1,\"starts_at\":\"%s\",\"ends_at\":\"%s\"}"
                .formatted(now, now.plus(Duration.ofHours(5)));
        assertThat(admin.send("/reservations", "POST", body).statusCode()).isEqualTo(201);
        await().until(() -> world.said(EnvStopAnnounced.class, there).size() == notices);
        return world.count("select max(id) from reservations");
    }
}
