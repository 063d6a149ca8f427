package io.remotegpu.scheduler.placement;

import static io.remotegpu.scheduler.placement.Hosts.ROOMY;
import static io.remotegpu.scheduler.placement.Hosts.gpu;
import static io.remotegpu.scheduler.placement.Hosts.withGpus;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import io.remotegpu.scheduler.placement.FleetHost.Room;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final Room FULL = new Room(0.5, 512, 0, 0);

    @Test
    void refusesWhenNoHostIsRegistered() {
        assertThat(refusal(List.of(), gpus(1))).isEqualTo("no GPU host is registered");
    }

    @Test
    void packsTheFullestHostThatFits() {
        assertThat(plan(List.of(withGpus("a", 4), withGpus("b", 2), withGpus("c", 1)), gpus(2))
                        .hostId())
                .isEqualTo(new HostId("b"));
    }

    @Test
    void balancesOntoTheLeastLoadedHost() {
        FleetHost busy = Hosts.host(
                "busy", new Room(8, 131072, 100, 100), withGpus("busy", 2).gpus());
        Placement placement = placement(StrategyName.BALANCE, List.of(busy, withGpus("idle", 2)));
        assertThat(placement.place(request(gpus(1), null, Set.of())))
                .isInstanceOfSatisfying(
                        Placed.Plan.class, plan -> assertThat(plan.hostId()).isEqualTo(new HostId("idle")));
    }

    @Test
    void keepsGpusForThoseWhoNeedThem() {
        assertThat(plan(List.of(withGpus("a", 8), withGpus("b", 0)), gpus(0)).hostId())
                .isEqualTo(new HostId("b"));
    }

    @Test
    void givesEqualFleetsEqualAnswers() {
        List<FleetHost> fleet = List.of(withGpus("a", 2), withGpus("b", 2), withGpus("c", 2));
        assertThat(plan(fleet, gpus(1)).hostId())
                .isEqualTo(plan(fleet.reversed(), gpus(1)).hostId());
    }

    @Test
    void takesTheSmallestGpusThatWillDo() {
        var gpus = List.of(gpu("big", 0, 81920), gpu("small", 1, 16384), gpu("tiny", 2, 8192));
        assertThat(plan(List.of(Hosts.host("a", ROOMY, gpus)), gpus(1).withMinGpuMemory(10000))
                        .gpus())
                .containsExactly("small-1");
    }

    @Test
    void putsAShareOnTheFullestGpuThatStillHasIt() {
        List<FleetGpu> gpus = List.of(
                gpu("a", 0, 1000, Map.of(), ""), gpu("a", 1, 400, Map.of(), ""), gpu("a", 2, 200, Map.of(), ""));
        assertThat(plan(List.of(Hosts.host("a", ROOMY, gpus)), share(300)).gpus())
                .containsExactly("a-1");
        assertThat(refusal(List.of(Hosts.host("b", ROOMY, gpus.subList(1, 3))), share(500)))
                .isEqualTo("1 of 1 host has no GPU with 500 thousandths free");
    }

    @Test
    void givesMigInstancesOfTheProfileAlone() {
        List<FleetGpu> cut =
                List.of(gpu("a", 0, 0, Map.of("1g.10gb", 3), ""), gpu("a", 1, 0, Map.of("1g.10gb", 1), ""));
        List<FleetHost> fleet = List.of(Hosts.host("a", ROOMY, cut));
        assertThat(plan(fleet, mig("1g.10gb", 2)).gpus()).containsExactly("a-1", "a-0");
        assertThat(refusal(fleet, mig("3g.40gb", 1)))
                .isEqualTo("1 of 1 host has too few free MIG instances of profile 3g.40gb");
        assertThat(refusal(fleet, gpus(1))).isEqualTo("no registered host has 1 GPU; the largest has 0");
    }

    @Test
    void leavesBookedGpusToThoseWhoBookedThem() {
        List<FleetHost> fleet = List.of(Hosts.host("a", ROOMY, List.of(gpu("a", 0, 1000, Map.of(), "r1"))));
        assertThat(refusal(fleet, gpus(1))).isEqualTo("1 of 1 host has too few free GPUs that nobody has booked");
        assertThat(plan(fleet, marked(Map.of(), Set.of(), Set.of("r1"))).gpus()).containsExactly("a-0");
    }

    @Test
    void looksAtLabelsAndTaints() {
        List<FleetHost> fleet = List.of(Hosts.marked(withGpus("a", 1), Map.of("zone", "north"), Set.of("licensed")));
        assertThat(refusal(fleet, gpus(1))).isEqualTo("1 of 1 host takes only what tolerates licensed");
        assertThat(refusal(fleet, marked(Map.of("zone", "south"), Set.of("licensed"), Set.of())))
                .isEqualTo("1 of 1 host lacks the label zone=south");
        assertThat(plan(fleet, marked(Map.of("zone", "north"), Set.of("licensed"), Set.of()))
                        .gpus())
                .hasSize(1);
    }

    @Test
    void saysWhichHostsAreShortOfWhat() {
        FleetHost offline = Hosts.closed(withGpus("c", 3), "no heartbeat");
        assertThat(refusal(List.of(withGpus("a", 1), withGpus("b", 0), offline), gpus(2)))
                .isEqualTo("1 of 3 hosts is not taking work (no heartbeat); "
                        + "2 of 3 hosts have too few free GPUs (largest free: 1 of 2)");
    }

    @Test
    void looksAtCpuMemoryDiskAndPorts() {
        assertThat(refusal(List.of(Hosts.host("a", FULL, List.of())), gpus(0)))
                .isEqualTo("1 of 1 host has too little free CPU (most free: 0.5 of 1.0 cores)");
        assertThat(refusal(List.of(Hosts.host("a", new Room(8, 512, 0, 0), List.of())), gpus(0)))
                .isEqualTo("1 of 1 host has too little free memory (most free: 512 of 1024 MiB)");
        assertThat(refusal(List.of(Hosts.host("a", new Room(8, 8192, 5, 9), List.of())), room(10, 0)))
                .isEqualTo("1 of 1 host has too little free disk (most free: 5 of 10 MiB)");
        assertThat(refusal(List.of(Hosts.host("a", new Room(8, 8192, 50, 1), List.of())), room(10, 2)))
                .isEqualTo("1 of 1 host has too few free host ports");
    }

    @Test
    void staysWhereItsHomeIs() {
        Placement placement = placement(StrategyName.DEFRAGMENT, List.of(withGpus("a", 1), withGpus("b", 4)));
        HostId home = new HostId("a");
        assertThat(placement.place(request(gpus(2), home, Set.of())))
                .isInstanceOfSatisfying(Placed.Refusal.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo("its home is on host a, which cannot take it: "
                                + "1 of 1 host has too few free GPUs (largest free: 1 of 2)"));
        assertThat(placement.place(request(gpus(1), home, Set.of())))
                .isInstanceOfSatisfying(
                        Placed.Plan.class, plan -> assertThat(plan.hostId()).isEqualTo(home));
    }

    @Test
    void takesAHostThatFailedItBeforeOnlyWhenNoOtherFits() {
        var request = request(gpus(1), null, Set.of(new HostId("a")));
        assertThat(placement(StrategyName.PACK, List.of(withGpus("a", 1), withGpus("b", 4)))
                        .place(request))
                .isInstanceOfSatisfying(
                        Placed.Plan.class, plan -> assertThat(plan.hostId()).isEqualTo(new HostId("b")));
        assertThat(placement(StrategyName.PACK, List.of(withGpus("a", 1))).place(request))
                .isInstanceOf(Placed.Plan.class);
    }

    @Test
    void prefersHostsWithTheImageAndWithoutTheCustomersOthers() {
        FleetHost pulled = Hosts.used(withGpus("pulled", 4), Set.of("image"), Map.of());
        FleetHost shared = Hosts.used(withGpus("shared", 4), Set.of(), Map.of(7L, 2));
        FleetHost plain = withGpus("plain", 4);
        assertThat(hostFor(List.of(shared, plain, pulled))).isEqualTo("pulled");
        assertThat(hostFor(List.of(shared, plain))).isEqualTo("plain");
    }

    private static String hostFor(List<FleetHost> fleet) {
        var request = new PlacementRequest(gpus(1), null, Set.of(), "image", 7L);
        return ((Placed.Plan) placement(StrategyName.DEFRAGMENT, fleet).place(request))
                .hostId()
                .value();
    }

    static Placement placement(StrategyName strategy, List<FleetHost> fleet) {
        Placement placement = new Placement(strategy, () -> 0);
        placement.replaceAll(fleet);
        return placement;
    }

    static PlacementRequest request(Demand demand, @Nullable HostId home, Set<HostId> avoided) {
        return new PlacementRequest(demand, home, avoided, "image", null);
    }

    private static Placed.Plan plan(List<FleetHost> fleet, Demand demand) {
        return (Placed.Plan) placement(StrategyName.PACK, fleet).place(request(demand, null, Set.of()));
    }

    private static String refusal(List<FleetHost> fleet, Demand demand) {
        return ((Placed.Refusal) placement(StrategyName.PACK, fleet).place(request(demand, null, Set.of()))).reason();
    }

    private static Demand gpus(int count) {
        return Demand.of(1, 1024, count, 1000, List.of());
    }

    private static Demand share(int milli) {
        return Demand.of(1, 1024, 1, milli, List.of());
    }

    private static Demand mig(String profile, int count) {
        return new Demand(1, 1024, 0, 0, count, 1000, profile, List.of(), 0, Map.of(), Set.of(), Set.of());
    }

    private static Demand room(int disk, int ports) {
        return new Demand(1, 1024, disk, ports, 0, 1000, null, List.of(), 0, Map.of(), Set.of(), Set.of());
    }

    private static Demand marked(Map<String, String> labels, Set<String> tolerations, Set<String> reservations) {
        return new Demand(1, 1024, 0, 0, 1, 1000, null, List.of(), 0, labels, tolerations, reservations);
    }
}
