package io.remotegpu.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.workload.GpuLink;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopologyTest {
    /** Two pairs joined by NVLink, one pair at each socket. */
    private static final String[] PAIRS = {"0-1 SYS", "0-2 NV4", "0-3 SYS", "1-2 SYS", "1-3 NV4", "2-3 SYS"};

    private static final String[] APART = {"0-1 SYS", "0-2 SYS", "0-3 SYS", "1-2 SYS", "1-3 SYS", "2-3 SYS"};

    @Test
    void countsNvlinksAboveAnyWayThroughTheMachine() {
        assertThat(nearness("NV1")).isGreaterThan(nearness("PIX"));
        assertThat(nearness("NV18")).isEqualTo(Topology.NEAREST).isGreaterThan(nearness("NV4"));
        assertThat(nearness("PIX")).isGreaterThan(nearness("PXB"));
        assertThat(nearness("PXB")).isGreaterThan(nearness("PHB"));
        assertThat(nearness("PHB")).isGreaterThan(nearness("NODE"));
        assertThat(nearness("NODE")).isGreaterThan(nearness("SYS"));
        assertThat(nearness("NV99999999999")).isEqualTo(nearness("SYS"));
    }

    private static int nearness(String link) {
        int[][] nearness = Topology.of(List.of("a", "b"), List.of(new GpuLink("b", "a", link)))
                .nearness();
        assertThat(nearness[0][1]).isEqualTo(nearness[1][0]);
        return nearness[0][1];
    }

    @Test
    void knowsNothingWhereNoPairIsOfTheseGpus() {
        assertThat(Topology.of(List.of("a", "b"), List.of()).size()).isZero();
        assertThat(Topology.of(List.of("a", "b"), List.of(new GpuLink("a", "gone", "NV4")))
                        .size())
                .isZero();
    }

    @Test
    void givesGpusThatAreJoined() {
        FleetHost host = Hosts.joined(Hosts.withGpus("a", 4), PAIRS);
        assertThat(gpus(host, 2)).containsExactlyInAnyOrder("a-0", "a-2");
    }

    @Test
    void takesASingleGpuWherePairsStayWhole() {
        FleetHost joined = Hosts.joined(Hosts.withGpus("a", 4), PAIRS);
        FleetHost known = joined.with(
                joined.free(),
                List.of(
                        joined.gpus().get(0),
                        PlainBooks.taken(joined.gpus().get(1), Demand.of(1, 1, 1, 1000, List.of()), 1),
                        joined.gpus().get(2),
                        joined.gpus().get(3)));
        assertThat(gpus(known, 1)).containsExactly("a-3");
    }

    @Test
    void prefersTheHostWhoseGpusAreJoined() {
        FleetHost joined = Hosts.joined(Hosts.withGpus("joined", 4), PAIRS);
        FleetHost apart = Hosts.joined(Hosts.withGpus("apart", 4), APART);
        Placement placement = PlacementTest.placement(StrategyName.DEFRAGMENT, List.of(apart, joined));
        for (int request = 0; request < 60; request++) {
            placement.place(PlacementTest.request(demand(2), null, Set.of()));
        }
        Placed.Plan plan = (Placed.Plan) placement.wouldPlace(PlacementTest.request(demand(2), null, Set.of()));
        assertThat(plan.hostId().value()).isEqualTo("joined");
    }

    private static List<String> gpus(FleetHost host, int count) {
        Placement placement = PlacementTest.placement(StrategyName.PACK, List.of(host));
        return ((Placed.Plan) placement.place(PlacementTest.request(demand(count), null, Set.of()))).gpus();
    }

    private static Demand demand(int gpus) {
        return Demand.of(1, 1024, gpus, 1000, List.of());
    }
}
