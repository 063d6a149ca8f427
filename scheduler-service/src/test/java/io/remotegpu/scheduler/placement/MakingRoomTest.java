package io.remotegpu.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.placement.EstimatedStart.Held;
import io.remotegpu.scheduler.placement.FleetHost.Room;
import io.remotegpu.scheduler.placement.MakingRoom.Spot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MakingRoomTest {
    private final FleetHost one = full("a");
    private final FleetHost other = full("b");

    @Test
    void asksTheYoungestOfThoseThatWouldDo() {
        assertThat(leaving(1, spot("env-old", one, 0, 90), spot("env-young", one, 1, 10)))
                .containsExactly("env-young");
    }

    @Test
    void asksNobodyWhoIsNotInTheWay() {
        Spot withoutGpu = new Spot(
                new WorkloadId("env-small"),
                new Held(one.id(), new Room(1, 1024, 0, 1), Map.of(), Duration.ZERO),
                Duration.ofMinutes(1));
        assertThat(leaving(1, withoutGpu, spot("env-young", one, 1, 10))).containsExactly("env-young");
    }

    @Test
    void takesTheHostWhereTheFewestGpusAreLost() {
        Spot both = new Spot(
                new WorkloadId("env-both"),
                new Held(one.id(), new Room(8, 8192, 0, 1), Map.of("a-0", 1000, "a-1", 1000), Duration.ZERO),
                Duration.ofMinutes(1));
        assertThat(leaving(1, both, spot("env-single", other, 0, 50))).containsExactly("env-single");
    }

    @Test
    void asksNobodyInVain() {
        assertThat(leaving(2, spot("env-a", one, 0, 10), spot("env-b", other, 0, 10)))
                .isEmpty();
    }

    private List<String> leaving(int gpus, Spot... spots) {
        Demand demand = Demand.of(4, 1024, gpus, 1000, List.of());
        PlacementRequest request = PlacementTest.request(demand, null, Set.of());
        return new MakingRoom(List.of(one, other), request)
                .with(List.of(spots)).stream()
                        .flatMap(plan -> plan.leaving().stream())
                        .map(spot -> spot.id().value())
                        .toList();
    }

    private static Spot spot(String id, FleetHost host, int gpu, int minutes) {
        Map<String, Integer> gpus = Map.of(host.id() + "-" + gpu, 1000);
        return new Spot(
                new WorkloadId(id),
                new Held(host.id(), new Room(4, 4096, 0, 1), gpus, Duration.ZERO),
                Duration.ofMinutes(minutes));
    }

    private static FleetHost full(String id) {
        return Hosts.host(
                id,
                new Room(0, 0, 0, 0),
                List.of(Hosts.gpu(id, 0, 0, Map.of(), ""), Hosts.gpu(id, 1, 0, Map.of(), "")));
    }
}
