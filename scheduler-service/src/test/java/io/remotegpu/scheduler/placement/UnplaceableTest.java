package io.remotegpu.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.GpuRequest;
import io.remotegpu.contracts.workload.Workload.Probe;
import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests that no registered host could take even if all of it were free. */
class UnplaceableTest {
    private final Placement placement = new Placement(new PackPolicy());
    private final List<FleetHost> fleet = List.of(host("a", 64, 4, "NVIDIA A100"), host("b", 8, 8, "NVIDIA H100"));

    @Test
    void saysThatNoHostHasSoManyGpus() {
        assertThat(refusal(1, 1024, gpus(9))).isEqualTo("no registered host has 9 GPUs; the largest has 8");
    }

    @Test
    void saysThatNoHostHasSoManyOfTheModel() {
        assertThat(refusal(1, 1024, new GpuRequest(5, List.of("A100"), 0)))
                .isEqualTo("no registered host has 5 GPUs of model A100; the most on one host are 4");
        assertThat(refusal(1, 1024, new GpuRequest(1, List.of("T4", "L40"), 0)))
                .isEqualTo("no registered host has 1 GPU of model T4 or L40; the most on one host are 0");
    }

    @Test
    void saysThatNoGpuIsLargeEnough() {
        assertThat(refusal(1, 1024, new GpuRequest(1, List.of(), 99999)))
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

    private String refusal(double cpu, int memory, GpuRequest gpu) {
        var workload = new Workload(
                "image",
                List.of(),
                Map.of(),
                cpu,
                memory,
                0,
                gpu,
                List.of(),
                List.of(),
                new Probe(Probe.Kind.NONE, 0, "", 10),
                null,
                false);
        return ((Placed.Refusal) placement.place(fleet, new PlacementRequest(workload, null, Set.of()))).reason();
    }

    /** Everything on it is taken. */
    private static FleetHost host(String id, double cpu, int gpus, String model) {
        List<FleetGpu> all = IntStream.range(0, gpus)
                .mapToObj(index -> new FleetGpu(id + index, index, model, 81920))
                .toList();
        return new FleetHost(new HostId(id), id, null, new Capacity(cpu, 8192, all), 1, 1024, 10, List.of());
    }

    private static GpuRequest gpus(int count) {
        return new GpuRequest(count, List.of(), 0);
    }
}
