package io.remotegpu.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.scheduler.placement.EstimatedStart.Held;
import io.remotegpu.scheduler.placement.FleetHost.Room;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EstimatedStartTest {
    private static final Room ROOM = new Room(8, 8192, 0, 1);

    private final FleetHost full = Hosts.host(
            "a", new Room(0, 0, 0, 0), List.of(Hosts.gpu("a", 0, 0, Map.of(), ""), Hosts.gpu("a", 1, 0, Map.of(), "")));

    @Test
    void waitsUntilEnoughIsBackOnOneHost() {
        List<Held> held = List.of(held("a-0", 40), held("a-1", 10));
        assertThat(start(1).after(held)).contains(Duration.ofMinutes(10));
        assertThat(start(2).after(held)).contains(Duration.ofMinutes(40));
        assertThat(start(3).after(held)).isEmpty();
    }

    @Test
    void learnsFromThoseThatGotAsOld() {
        PastDurations past = new PastDurations(
                IntStream.rangeClosed(1, 10).mapToObj(Duration::ofHours).toList());
        assertThat(past.remaining(Duration.ZERO, 0.5)).contains(Duration.ofHours(5));
        assertThat(past.remaining(Duration.ofHours(4), 0.5)).contains(Duration.ofHours(3));
        assertThat(past.remaining(Duration.ofHours(4), 0.9)).contains(Duration.ofHours(6));
        assertThat(past.remaining(Duration.ofHours(8), 0.5))
                .as("two are no guide")
                .isEmpty();
    }

    private EstimatedStart start(int gpus) {
        Demand demand = Demand.of(4, 1024, gpus, 1000, List.of());
        return new EstimatedStart(List.of(full), PlacementTest.request(demand, null, Set.of()));
    }

    private Held held(String gpu, int minutes) {
        return new Held(full.id(), ROOM, Map.of(gpu, 1000), Duration.ofMinutes(minutes));
    }
}
