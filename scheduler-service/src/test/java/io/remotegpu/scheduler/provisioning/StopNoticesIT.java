package io.remotegpu.scheduler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.SchedulerEvent.EnvPreempted;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvStopAnnounced;
import io.remotegpu.contracts.SchedulerEvent.EnvStopWithdrawn;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.contracts.workload.Scheduling.PreemptionPolicy;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.Workloads;
import io.remotegpu.scheduler.World;
import io.remotegpu.scheduler.hosts.AdminApi;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Stops that are announced, and what they cause. An hour's notice passes when a test says so. */
class StopNoticesIT {
    private static final CustomerId OWNER = new CustomerId(1);
    private static World world;
    private static AnnouncedStops stops;
    private static ConfigurableApplicationContext scheduler;

    @BeforeAll
    static void begin() {
        world = new World();
        stops = new AnnouncedStops(world);
        scheduler = start();
    }

    @AfterAll
    static void close() throws Exception {
        world.close();
    }

    @BeforeEach
    void clear() {
        world.clear();
    }

    private static ConfigurableApplicationContext start() {
        return world.startScheduler(
                "--scheduler.hosts.suspect-after=1h",
                "--scheduler.hosts.unknown-after=2h",
                "--scheduler.queue.spot-notice=1h",
                "--scheduler.reservations.watch-every=300ms",
                "--scheduler.reservations.notice=1h",
                "--scheduler.provisioning.expire-every=300ms");
    }

    @Test
    void whoMadeRoomAsSpotQueuesItselfAgainAsOldAsItWasAndRunsWhenThereIsRoom() {
        FakeAgent host = world.host(1);
        WorkloadId spot = world.request(Workloads.withGpus(1), 1, AnnouncedStops.treated(Scheduling.SPOT, null));
        long first = world.awaitRunning(spot, 0).epoch();
        WorkloadId urgent = world.request(1);
        world.await(EnvStopAnnounced.class, spot);

        stops.timeComes(spot);
        EnvPreempted preempted = world.await(EnvPreempted.class, spot);
        assertThat(preempted.epoch()).isEqualTo(first);
        assertThat(preempted.stoppedAt()).isNotNull();
        assertThat(preempted.reason()).contains("runs as spot");
        world.await(EnvQueued.class, spot);
        world.awaitRunning(urgent, 0);
        assertThat(world.count("select count(*) from queue join allocations using (workload_id) where workload_id = '"
                        + spot + "' and wanted_since = created_at and queued_at > started_at"))
                .isEqualTo(1);

        world.publisher.publish(new EnvDeleteRequested(urgent, OWNER));
        world.awaitRunning(spot, first);
        assertThat(world.said(EnvPreempted.class, spot)).hasSize(1);
        assertThat(world.said(EnvStopped.class, spot)).isEmpty();
        assertThat(host.everStarted()).hasSize(3);
        assertThat(host.broken()).isEmpty();
    }

    @Test
    void whoAskedForItStaysStoppedAfterItMadeRoom() {
        world.host(1);
        WorkloadId spot =
                world.request(Workloads.withGpus(1), 1, AnnouncedStops.treated(Scheduling.SPOT, PreemptionPolicy.STOP));
        world.awaitRunning(spot, 0);
        WorkloadId urgent = world.request(1);
        world.await(EnvStopAnnounced.class, spot);

        stops.timeComes(spot);
        world.await(EnvStopped.class, spot);
        world.awaitRunning(urgent, 0);
        assertThat(world.said(EnvPreempted.class, spot)).isEmpty();
    }

    @Test
    void whoIsInTheWayOfABookingIsToldOfEachAndWaitsForItsEndIfItAskedForThat() {
        world.host(1);
        WorkloadId there =
                world.request(Workloads.withGpus(1), 1, AnnouncedStops.treated(50, PreemptionPolicy.REQUEUE));
        long epoch = world.awaitRunning(there, 0).epoch();
        long withdrawn = stops.book(AdminApi.of(scheduler), there, 1);
        AdminApi.of(scheduler).send("/reservations/" + withdrawn, "DELETE", "");
        assertThat(world.await(EnvStopWithdrawn.class, there).epoch()).isEqualTo(epoch);

        long booked = stops.book(AdminApi.of(scheduler), there, 2);
        stops.timeComes(there);
        assertThat(world.await(EnvPreempted.class, there).reason()).startsWith("its GPU is booked from ");
        assertThat(world.await(EnvQueued.class, there).reason()).contains("nobody has booked");
        AdminApi.of(scheduler).send("/reservations/" + booked, "DELETE", "");
        world.awaitRunning(there, epoch);
    }

    @Test
    void aNoticeOutlivesTheServiceAndIsGivenOnceHoweverOftenItIsAskedFor() {
        world.host(1);
        WorkloadId spot = world.request(Workloads.withGpus(1), 1, AnnouncedStops.treated(Scheduling.SPOT, null));
        world.awaitRunning(spot, 0);
        var urgent = world.environment(1);
        var request = world.publisher.publish(urgent);
        world.await(EnvStopAnnounced.class, spot);

        world.stopSchedulers();
        world.publisher.publish(request);
        var again = world.publisher.publish(urgent);
        stops.timeComes(spot);
        scheduler = start();
        await().until(() -> world.count("select count(*) from inbox where message_id = '" + again.id() + "'") == 1);
        world.await(EnvPreempted.class, spot);
        world.awaitRunning(urgent.environmentId(), 0);
        assertThat(world.said(EnvStopAnnounced.class, spot)).hasSize(1);
        assertThat(world.said(EnvPreempted.class, spot)).hasSize(1);
    }

    @Test
    void nobodyElseIsToldToLeaveWhileTheFirstIsOnItsWayOut() {
        FakeAgent[] hosts = {world.host(1), world.host(1)};
        WorkloadId[] spots = {stops.spot(), stops.spot()};
        for (FakeAgent host : hosts) {
            host.ignores(StopContainer.class::isInstance);
        }
        WorkloadId urgent = world.request(1);
        WorkloadId told = world.probe
                .await(EnvStopAnnounced.class, one -> List.of(spots).contains(one.workloadId()))
                .workloadId();
        stops.timeComes(told);
        await().until(() -> AnnouncedStops.heardInVain(hosts) != null);
        for (int walk = 0; walk < 3; walk++) {
            scheduler.getBean(QueueWalker.class).walk();
        }

        NodeCommand stop = AnnouncedStops.heardInVain(hosts);
        for (FakeAgent host : hosts) {
            host.ignores(command -> false);
            if (stop != null && host.host().equals(stop.hostId())) {
                host.answers(host.ignored());
            }
        }
        world.awaitRunning(urgent, 0);
        WorkloadId other = told.equals(spots[0]) ? spots[1] : spots[0];
        assertThat(world.said(EnvStopAnnounced.class, other)).isEmpty();
    }

    @Test
    void whoIsStoppedByItsOwnerMeanwhileIsNotQueuedAgain() {
        FakeAgent host = world.host(1);
        WorkloadId spot = stops.spot();
        world.request(1);
        world.await(EnvStopAnnounced.class, spot);
        host.ignores(StopContainer.class::isInstance);
        stops.timeComes(spot);
        await().until(() -> AnnouncedStops.heardInVain(host) != null);

        world.publisher.publish(new EnvStopRequested(spot, OWNER));
        await().until(() -> world.count(
                        "select count(*) from allocations where desired = 'stopped' and workload_id = '" + spot + "'")
                == 1);
        host.ignores(command -> false);
        host.answers(host.ignored());
        world.await(EnvStopped.class, spot);
        assertThat(world.said(EnvPreempted.class, spot)).isEmpty();
    }
}
