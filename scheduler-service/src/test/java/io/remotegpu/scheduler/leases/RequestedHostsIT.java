package io.remotegpu.scheduler.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.DiskSpace;
import io.remotegpu.contracts.workload.GpuLink;
import io.remotegpu.contracts.workload.HostSelector;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.Workloads;
import io.remotegpu.scheduler.placement.Demand;
import io.remotegpu.scheduler.placement.Placed;
import io.remotegpu.scheduler.placement.Placement;
import io.remotegpu.scheduler.placement.PlacementRequest;
import io.remotegpu.scheduler.placement.StrategyName;
import io.remotegpu.scheduler.provisioning.RunningScheduler;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What requests ask of hosts and what hosts say of themselves, met on real PostgreSQL and Kafka; only the hosts are fakes. */
class RequestedHostsIT extends RunningScheduler {
    @Test
    void goesToAHostWithTheLabelsAndSaysWhatIsLackingWhereThereIsNone() {
        told(Telling.of(world, 1));
        FakeAgent labelled = told(Telling.of(world, 1).labels(Map.of("zone", "b", "rack", "2")));
        WorkloadId there = world.request(on(Map.of("zone", "b"), List.of()));
        assertThat(world.awaitRunning(there, 0).hostId()).isEqualTo(labelled.host());

        WorkloadId nowhere = world.request(on(Map.of("zone", "moon"), List.of()));
        assertThat(world.await(EnvQueued.class, nowhere).reason()).contains("hosts lack the label zone=moon");
        assertThat(admin().placement(nowhere))
                .contains("lack the label zone=moon", "\"field\":\"host_selector.labels\"");
    }

    @Test
    void letsInWhoToleratesATaintButNobodyWhoSaysThatHeIsSomebodyElse() {
        FakeAgent host = told(Telling.of(world, 2));
        taint(host, "team=vision");
        WorkloadId minding = world.request(1);
        assertThat(world.await(EnvQueued.class, minding).reason()).contains("only what tolerates team=vision");
        world.awaitRunning(world.request(on(Map.of(), List.of("team=vision"))), 0);

        taint(host, "workspace=99");
        WorkloadId liar = world.request(on(Map.of(), List.of("team=vision", "workspace=99")));
        assertThat(world.await(EnvQueued.class, liar).reason()).contains("only what tolerates workspace=99");
    }

    @Test
    void keepsThePromisedDiskAsLongAsTheFilesAreThere() {
        told(Telling.of(world, 2).disk(new DiskSpace(10_000, 9_000)));
        WorkloadId first = world.request(withDisk(6_000));
        EnvRunning running = world.awaitRunning(first, 0);
        WorkloadId second = world.request(withDisk(5_000));
        assertThat(world.await(EnvQueued.class, second).reason())
                .isEqualTo("1 of 1 host has too little free disk (most free: 4000 of 5000 MiB)");

        world.publisher.publish(new EnvStopRequested(first, OWNER));
        world.await(EnvStopped.class, first);
        walkQueue();
        assertThat(world.count(
                        "select count(*) from allocations where phase = 'queued' and workload_id = '" + second + "'"))
                .isOne();
        world.publisher.publish(new EnvStartRequested(first, OWNER));
        world.awaitRunning(first, running.epoch());

        world.publisher.publish(new EnvDeleteRequested(first, OWNER));
        world.awaitRunning(second, 0);
    }

    @Test
    void refusesAHostThatHasNoDiskLeftOrTellsOfNone() {
        FakeAgent full = told(Telling.of(world, 1).disk(new DiskSpace(500_000, 400_000)));
        world.publisher.publish(new HostHeartbeat(full.host(), Instant.now(), 1, List.of(), 1_500));
        await().until(() -> world.count("select free_disk from hosts where host_id = '" + full.host() + "'") == 1_500);
        told(Telling.of(world, 1));
        assertThat(world.await(EnvQueued.class, world.request(withDisk(2_000))).reason())
                .isEqualTo("2 of 2 hosts have too little free disk (most free: 1500 of 2000 MiB)");
        assertThat(world.await(EnvQueued.class, world.request(withDisk(600_000)))
                        .reason())
                .isEqualTo("no registered host has 600000 MiB of disk; the largest has 500000");
        world.awaitRunning(world.request(withDisk(1_400)), 0);
    }

    @Test
    void givesAPairThatIsJoinedByNvlink() {
        Telling telling = Telling.of(world, 4);
        String gpu = "GPU-" + telling.agent().host() + "-";
        told(telling.links(
                new GpuLink(gpu + 0, gpu + 1, "SYS"),
                new GpuLink(gpu + 0, gpu + 2, "SYS"),
                new GpuLink(gpu + 0, gpu + 3, "NV4"),
                new GpuLink(gpu + 1, gpu + 2, "NV4"),
                new GpuLink(gpu + 1, gpu + 3, "SYS"),
                new GpuLink(gpu + 2, gpu + 3, "SYS")));
        List<List<String>> pairs = List.of(List.of(gpu + 0, gpu + 3), List.of(gpu + 1, gpu + 2));

        assertThat(pairs).contains(gpus(world.awaitRunning(world.request(2), 0)));
        assertThat(pairs).contains(gpus(world.awaitRunning(world.request(2), 0)));
    }

    @Test
    void neverMixesGpusOfTwoMachinesBehindAHost() {
        told(Telling.of(world, 4).machines("node-1", "node-2", "node-1", "node-2"));
        WorkloadId three = world.request(3);
        assertThat(world.await(EnvQueued.class, three).reason())
                .isEqualTo("no registered host has 3 GPUs; the largest has 2");
        List<String> one = gpus(world.awaitRunning(world.request(1), 0));
        List<String> two = gpus(world.awaitRunning(world.request(2), 0));
        assertThat(Integer.parseInt(last(two.getFirst())) % 2)
                .isEqualTo(Integer.parseInt(last(two.getLast())) % 2)
                .isNotEqualTo(Integer.parseInt(last(one.getFirst())) % 2);
        assertThat(world.await(EnvQueued.class, world.request(2)).reason()).contains("largest free: 1 of 2");
    }

    @Test
    void knowsWhichHostHasWhichImagesAndWhoseOthers() {
        FakeAgent one = told(Telling.of(world, 4).images("docker.io/remotegpu/one:1", "remotegpu/both:latest"));
        FakeAgent two = told(Telling.of(world, 4).images("remotegpu/two:1", "remotegpu/both:latest"));
        String shared = world.awaitRunning(world.request(Workloads.withGpus(1).from("remotegpu/both")), 0)
                .hostId()
                .value();

        assertThat(hostFor("remotegpu/one:1", null)).isEqualTo(one.host());
        assertThat(hostFor("remotegpu/two:1", null)).isEqualTo(two.host());
        assertThat(hostFor("remotegpu/both", OWNER.value()).value()).isNotEqualTo(shared);
    }

    /** By what the rows say, with a strategy that has learned nothing. */
    private static HostId hostFor(String image, @Nullable Long customer) {
        Clock clock = Clock.systemUTC();
        Placement placement = new Placement(StrategyName.DEFRAGMENT, () -> 0);
        placement.replaceAll(new FleetReader(world.jdbc, new HostSurroundings(world.jdbc), clock).all());
        Demand demand = Demand.of(1, 1024, 1, 1000, List.of());
        return ((Placed.Plan) placement.place(new PlacementRequest(demand, null, Set.of(), image, customer))).hostId();
    }

    private static FakeAgent told(Telling telling) {
        world.publisher.publish(telling.registration());
        String host = telling.agent().host().value();
        await().until(() -> world.count("select count(*) from hosts where host_id = '" + host + "'") == 1);
        return telling.agent();
    }

    private static Workload on(Map<String, String> labels, List<String> tolerations) {
        return Workloads.withGpus(1).on(new HostSelector(labels, tolerations), null);
    }

    private static Workload withDisk(int disk) {
        return Workloads.withGpus(1).on(HostSelector.ANY, disk);
    }

    private static void taint(FakeAgent host, String taint) {
        world.jdbc
                .sql("update hosts set taints = array[:taint] where host_id = :host")
                .param("taint", taint)
                .param("host", host.host().value())
                .update();
    }

    private static List<String> gpus(EnvRunning running) {
        return running.gpus().stream().map(LeasedGpu::uuid).toList();
    }

    private static String last(String uuid) {
        return uuid.substring(uuid.lastIndexOf('-') + 1);
    }
}
