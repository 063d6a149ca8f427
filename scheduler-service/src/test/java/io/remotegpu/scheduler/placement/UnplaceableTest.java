package io.remotegpu.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import io.remotegpu.scheduler.placement.FleetHost.Room;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests that no registered host could take even if all of it were free. */
class UnplaceableTest {
    private final List<FleetHost> fleet = List.of(host("a", 64, 4, "NVIDIA A100"), host("b", 8, 8, "NVIDIA H100"));

    @Test
    void saysThatNoHostHasSoManyGpus() {
        assertThat(refusal(1, 1024, gpus(9))).isEqualTo("no registered host has 9 GPUs; the largest has 8");
    }

    @Test
    void saysThatNoHostHasSoManyOfTheModel() {
        assertThat(refusal(1, 1024, gpus(5).withModels(List.of("A100"))))
                .isEqualTo("no registered host has 5 GPUs of model A100; the most on one host are 4");
        assertThat(refusal(1, 1024, gpus(1).withModels(List.of("T4", "L40"))))
                .isEqualTo("no registered host has 1 GPU of model T4 or L40; the most on one host are 0");
    }

    @Test
    void saysThatNoGpuIsLargeEnough() {
        assertThat(refusal(1, 1024, gpus(1).withMinGpuMemory(99999)))
                .isEqualTo("no registered host has 1 GPU that will do with 99999 MiB; the most on one host are 0");
    }

    @Test
    void saysThatNoHostHasTheCoresOrTheMemory() {
        assertThat(refusal(65, 1024, gpus(0))).isEqualTo("no registered host has 65.0 cores; the largest has 64.0");
        assertThat(refusal(1, 9999, gpus(0)))
                .isEqualTo("no registered host has 9999 MiB of memory; the largest has 8192");
    }

    @Test
    void saysThatNoHostHasEverythingAtOnce() {
        assertThat(refusal(32, 1024, gpus(8))).isEqualTo("no registered host has all that it asks for together");
    }

    @Test
    void saysWhatIsTakenIfAnEmptyHostWouldDo() {
        assertThat(refusal(1, 1024, gpus(8))).contains("too few free GPUs");
    }

    private String refusal(double cpu, int memory, Demand demand) {
        Demand asked = demand.withCpu(cpu).withMemory(memory);
        return ((Placed.Refusal) PlacementTest.placement(StrategyName.PACK, fleet)
                        .place(PlacementTest.request(asked, null, Set.of())))
                .reason();
    }

    /** Everything on it is taken. */
    private static FleetHost host(String id, double cpu, int gpus, String model) {
        List<FleetGpu> all = IntStream.range(0, gpus)
                .mapToObj(index -> new FleetGpu(id + index, index, model, 81920, 0, Map.of(), null))
                .toList();
        return new FleetHost(
                new HostId(id),
                id,
                null,
                new Room(cpu, 8192, 100, 10),
                new Room(1, 1024, 100, 10),
                all,
                Topology.UNKNOWN,
                Map.of(),
                Set.of(),
                Set.of(),
                Map.of());
    }

    private static Demand gpus(int count) {
        return Demand.of(1, 1024, count, 1000, List.of());
    }
}
