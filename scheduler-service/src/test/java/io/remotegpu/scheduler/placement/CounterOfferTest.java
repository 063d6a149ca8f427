package io.remotegpu.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.scheduler.placement.FleetHost.Room;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CounterOfferTest {
    @Test
    void offersTheSmallestLoss() {
        FleetHost fewGpus = Hosts.withGpus("few-gpus", 3);
        FleetHost fewCores = Hosts.host(
                "few-cores",
                new Room(30.7, 131072, 1, 1),
                Hosts.withGpus("x", 8).gpus());
        Demand asked = Demand.of(32, 1024, 4, 1000, List.of());
        assertThat(offer(List.of(fewGpus, fewCores), asked))
                .contains(new CounterOffer("cpu", "30.5", "with 30.5 cores instead of 32.0 it would start now"));
        assertThat(offer(List.of(fewGpus), asked))
                .contains(new CounterOffer("gpu", "3", "with 3 GPUs instead of 4 it would start now"));
    }

    @Test
    void offersOtherModelsAndSmallerGpus() {
        Demand asked = Demand.of(1, 1024, 1, 1000, List.of("H100"));
        assertThat(offer(List.of(Hosts.withGpus("a", 1)), asked))
                .hasValueSatisfying(offer -> assertThat(offer.field()).isEqualTo("gpu_spec.models"));
        Demand large = Demand.of(1, 1024, 1, 1000, List.of()).withMinGpuMemory(32768);
        assertThat(offer(List.of(Hosts.withGpus("a", 1)), large))
                .hasValueSatisfying(offer -> assertThat(offer.value()).isEqualTo("24576"));
    }

    @Test
    void offersNothingThatWouldNotStart() {
        FleetHost closed = Hosts.closed(Hosts.withGpus("a", 4), "in maintenance");
        assertThat(offer(List.of(closed), Demand.of(32, 1024, 8, 1000, List.of())))
                .isEmpty();
    }

    private static Optional<CounterOffer> offer(List<FleetHost> fleet, Demand asked) {
        Placement placement = PlacementTest.placement(StrategyName.DEFRAGMENT, fleet);
        var request = PlacementTest.request(asked, null, Set.of());
        Optional<CounterOffer> offer = placement.cheapestChange(request);
        assertThat(placement.wouldPlace(request)).isInstanceOf(Placed.Refusal.class);
        return offer;
    }
}
