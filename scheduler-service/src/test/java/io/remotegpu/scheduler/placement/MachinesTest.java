package io.remotegpu.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts that stand for several machines. */
class MachinesTest {
    private static final FleetHost TWICE_TWO = Hosts.divided(Hosts.withGpus("lab", 4), "a", "b", "a", "b");

    @ParameterizedTest
    @EnumSource(StrategyName.class)
    void nobodyGetsGpusOfTwoMachines(StrategyName strategy) {
        FleetHost host = Hosts.divided(Hosts.withGpus("lab", 10), "a", "b", "a", "b", "c", "c", "a", "b", "c", "a");
        Placement placement = PlacementTest.placement(strategy, List.of(host));
        List<String> held = new ArrayList<>();
        while (placement.place(request(2)) instanceof Placed.Plan plan) {
            assertThat(machines(host, plan.gpus())).hasSize(1);
            held.addAll(plan.gpus());
            host = without(host, plan.gpus());
            placement.put(host);
        }
        assertThat(held).as("of 4, 3 and 3").hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void aHostWhoseMachinesAreTooSmallIsRefusedHoweverManyGpusItHas() {
        Placement placement = PlacementTest.placement(StrategyName.PACK, List.of(TWICE_TWO));

        assertThat(placement.place(request(3)))
                .isInstanceOfSatisfying(Placed.Refusal.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo("no registered host has 3 GPUs; the largest has 2"));
    }

    @Test
    void whatOneMachineHasFreeIsToldNotWhatAllHave() {
        FleetHost half = without(TWICE_TWO, List.of("lab-0", "lab-1"));

        assertThat(PlacementTest.placement(StrategyName.PACK, List.of(half)).place(request(2)))
                .isInstanceOfSatisfying(Placed.Refusal.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo("1 of 1 host has too few free GPUs (largest free: 1 of 2)"));
    }

    @Test
    void oneGpuIsTakenFromTheMachineThatHasTheFewest() {
        FleetHost uneven = Hosts.divided(Hosts.withGpus("lab", 3), "large", "large", "small");

        assertThat(((Placed.Plan) PlacementTest.placement(StrategyName.PACK, List.of(uneven))
                                .place(request(1)))
                        .gpus())
                .containsExactly("lab-2");
    }

    @Test
    void slicesComeFromOneMachineToo() {
        var gpus = IntStream.range(0, 4)
                .mapToObj(index -> Hosts.gpu("lab", index, 0, Map.of("1g.10gb", index == 3 ? 2 : 1), ""))
                .toList();
        FleetHost host = Hosts.divided(Hosts.host("lab", Hosts.ROOMY, gpus), "a", "a", "b", "b");
        Placement placement = PlacementTest.placement(StrategyName.PACK, List.of(host));

        assertThat(((Placed.Plan) placement.place(slices(3))).gpus())
                .containsOnly("lab-2", "lab-3")
                .hasSize(3);
        assertThat(placement.place(slices(4))).isInstanceOf(Placed.Refusal.class);
    }

    private static FleetHost without(FleetHost host, List<String> held) {
        return host.with(
                host.free(),
                host.gpus().stream()
                        .map(gpu -> held.contains(gpu.uuid())
                                ? PlainBooks.taken(gpu, request(1).demand(), 1)
                                : gpu)
                        .toList());
    }

    private static Set<String> machines(FleetHost host, List<String> gpus) {
        return host.gpus().stream()
                .filter(gpu -> gpus.contains(gpu.uuid()))
                .map(FleetHost.FleetGpu::machine)
                .collect(Collectors.toSet());
    }

    private static PlacementRequest request(int gpus) {
        return PlacementTest.request(Demand.of(1, 1024, gpus, 1000, List.of()), null, Set.of());
    }

    private static PlacementRequest slices(int count) {
        return PlacementTest.request(
                new Demand(1, 1024, 0, 0, count, 1000, "1g.10gb", List.of(), 0, Map.of(), Set.of(), Set.of()),
                null,
                Set.of());
    }
}
