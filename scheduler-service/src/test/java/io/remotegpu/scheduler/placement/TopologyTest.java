package io.remotegpu.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopologyTest {
    /** Two pairs joined by NVLink, one pair at each socket. */
    private static final String PAIRS = """
            \tGPU0\tGPU1\tGPU2\tGPU3\tmlx5_0\tCPU Affinity\tNUMA Affinity
            GPU0\t X \tSYS\tNV4\tSYS\tPIX\t0-31\t0
            GPU1\tSYS\t X \tSYS\tNV4\tSYS\t32-63\t1
            GPU2\tNV4\tSYS\t X \tSYS\tPXB\t0-31\t0
            GPU3\tSYS\tNV4\tSYS\t X \tSYS\t32-63\t1
            mlx5_0\tPIX\tSYS\tPXB\tSYS\t X

            Legend:

              X    = Self
              NV#  = Connection traversing a bonded set of # NVLinks
            """;

    @Test
    void readsWhatTheDriverPrints() {
        int[][] nearness = Topology.parse("\u001B[4m" + PAIRS).nearness();
        assertThat(nearness).hasDimensions(4, 4);
        assertThat(nearness[0]).containsExactly(0, 0, 12, 0);
    }

    @Test
    void knowsNothingOfWhatIsNoMatrix() {
        assertThat(Topology.parse("NVIDIA-SMI has failed").size()).isZero();
        assertThat(Topology.parse("").size()).isZero();
        assertThat(Topology.parse("\tGPU0\tGPU1\nGPU0\t X\tNV4\n").size()).isZero();
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
        FleetHost apart = Hosts.joined(Hosts.withGpus("apart", 4), PAIRS.replace("NV4", "SYS"));
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
