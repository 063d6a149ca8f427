package io.remotegpu.scheduler.reservations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopAnnounced;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.contracts.workload.Scheduling.LostHostPolicy;
import io.remotegpu.scheduler.Workloads;
import io.remotegpu.scheduler.World;
import io.remotegpu.scheduler.hosts.AdminApi;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bookings from the request to the end, on real PostgreSQL and Kafka; only the hosts are fakes. */
class ReservationsIT {
    private static World world;
    private static AdminApi admin;

    @BeforeAll
    static void startScheduler() {
        world = new World();
        admin = AdminApi.of(world.startScheduler(
                "--scheduler.hosts.suspect-after=1h",
                "--scheduler.hosts.unknown-after=2h",
                "--scheduler.reservations.watch-every=300ms",
                "--scheduler.reservations.notice=2s",
                "--scheduler.reservations.no-show-after=3s",
                "--scheduler.provisioning.expire-every=300ms"));
    }

    @AfterAll
    static void close() throws Exception {
        world.close();
    }

    @BeforeEach
    void clear() {
        world.clear();
    }

    @Test
    void whoCannotBeGoneBeforeItBeginsDoesNotGetTheGpu() {
        world.host(1);
        assertThat(book(2, 1, Duration.ofHours(2), Duration.ofHours(3)).statusCode())
                .isEqualTo(201);
        WorkloadId endless = world.request(1);
        assertThat(world.await(EnvQueued.class, endless).reason()).contains("too few free GPUs that nobody has booked");
        WorkloadId brief = world.request(Workloads.withGpus(1), 1, lasting(3600));
        world.awaitRunning(brief, 0);
        world.publisher.publish(new EnvDeleteRequested(brief, new CustomerId(1)));
        WorkloadId own = world.request(Workloads.withGpus(1), 2, Scheduling.ORDINARY);
        world.awaitRunning(own, 0);
    }

    @Test
    void aGpuIsNotBookedTwiceForOneTime() {
        world.host(1);
        assertThat(book(2, 1, Duration.ofHours(2), Duration.ofHours(4)).statusCode())
                .isEqualTo(201);
        String uuid =
                world.jdbc.sql("select uuid from gpus").query(String.class).single();
        assertThat(named(uuid, Duration.ofHours(3), Duration.ofHours(5)).body()).contains("40005");
        assertThat(book(3, 1, Duration.ofHours(3), Duration.ofHours(5)).body()).contains("40004", "nobody has booked");
        assertThat(named(uuid, Duration.ofHours(4), Duration.ofHours(5)).statusCode())
                .isEqualTo(201);
        assertThat(named("GPU-none", Duration.ofHours(4), Duration.ofHours(5)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoIsThereIsToldAndLeavesForWhoBookedAndWhoDoesNotComeLosesIt() {
        world.host(1);
        WorkloadId there = world.request(1);
        world.awaitRunning(there, 0);
        assertThat(book(2, 1, Duration.ZERO, Duration.ofHours(1)).statusCode()).isEqualTo(201);
        assertThat(world.await(EnvStopAnnounced.class, there).reason()).startsWith("its GPU is booked from ");
        world.await(EnvStopped.class, there);
        WorkloadId waiting = world.request(1);
        world.awaitRunning(waiting, 0);
        assertThat(world.jdbc
                        .sql("select state from reservations")
                        .query(String.class)
                        .single())
                .isEqualTo("no_show");
    }

    @Test
    void whoComesKeepsItAndACancelledOneIsForEverybodyAgain() {
        world.host(2);
        world.awaitRunning(world.request(Workloads.withGpus(1), 2, Scheduling.ORDINARY), 0);
        assertThat(book(2, 2, Duration.ZERO, Duration.ofHours(1)).statusCode()).isEqualTo(201);
        await().until(() -> world.count("select count(*) from reservations where state = 'in_use'") == 1);
        WorkloadId stranger = world.request(1);
        world.await(EnvQueued.class, stranger);
        long id = world.count("select id from reservations");
        assertThat(admin.send("/reservations/" + id, "DELETE", "").statusCode()).isEqualTo(204);
        world.awaitRunning(stranger, 0);
        assertThat(admin.get("/reservations").body()).contains("\"state\":\"cancelled\"");
        assertThat(admin.send("/reservations/" + id, "DELETE", "").statusCode()).isEqualTo(409);
    }

    @Test
    void whoBookedUsesWhatIsBookedBeforeWhatAnybodyCouldHave() {
        world.host(4);
        world.host(4);
        String last = world.jdbc
                .sql("select uuid from gpus order by host_id desc, gpu_index desc limit 1")
                .query(String.class)
                .single();
        assertThat(named(last, Duration.ZERO, Duration.ofHours(1)).statusCode()).isEqualTo(201);
        EnvRunning first = world.awaitRunning(world.request(Workloads.withGpus(1), 3, Scheduling.ORDINARY), 0);
        assertThat(first.gpus()).extracting(LeasedGpu::uuid).containsExactly(last);
        EnvRunning second = world.awaitRunning(world.request(Workloads.withGpus(1), 3, Scheduling.ORDINARY), 0);
        assertThat(second.gpus()).extracting(LeasedGpu::uuid).doesNotContain(last);
        await().until(() -> world.count("select count(*) from reservations where state = 'in_use'") == 1);
        assertThat(admin.get("/reservations").body()).contains("\"state\":\"in_use\"");
    }

    @Test
    void whoCameForAMomentHasCome() {
        world.host(1);
        WorkloadId brief = world.request(Workloads.withGpus(1), 2, Scheduling.ORDINARY);
        world.awaitRunning(brief, 0);
        world.publisher.publish(new EnvStopRequested(brief, new CustomerId(2)));
        world.await(EnvStopped.class, brief);
        assertThat(book(2, 1, Duration.ofMinutes(-5), Duration.ofHours(1)).statusCode())
                .isEqualTo(201);
        await().until(() -> world.count("select count(*) from reservations where state <> 'booked'") == 1);
        assertThat(world.jdbc
                        .sql("select state from reservations")
                        .query(String.class)
                        .single())
                .isEqualTo("in_use");
    }

    private static HttpResponse<String> book(long workspace, int gpus, Duration from, Duration until) {
        return post("\"workspace_id\":" + workspace + ",\"gpu\":" + gpus, from, until);
    }

    private static HttpResponse<String> named(String uuid, Duration from, Duration until) {
        return post("\"workspace_id\":3,\"gpus\":[\"" + uuid + "\"]", from, until);
    }

    private static HttpResponse<String> post(String fields, Duration from, Duration until) {
        Instant hour = Instant.now();
        String body =
                "{%s,\"starts_at\":\"%s\",\"ends_at\":\"%s\"}".formatted(fields, hour.plus(from), hour.plus(until));
        return admin.send("/reservations", "POST", body);
    }

    private static Scheduling lasting(int seconds) {
        return new Scheduling(50, LostHostPolicy.HOLD, seconds);
    }
}
