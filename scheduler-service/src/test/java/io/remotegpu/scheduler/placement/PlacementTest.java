package io.remotegpu.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.GpuRequest;
import io.remotegpu.contracts.workload.Workload.PortRequest;
import io.remotegpu.contracts.workload.Workload.Probe;
import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementTest {
    /** More than any test asks for, so that it is only a matter of what is free. */
    private static final Capacity ROOMY = new Capacity(
            64,
            131072,
            List.of(
                    new FleetGpu("roomy-0", 0, "NVIDIA GeForce RTX 4090", 98304),
                    new FleetGpu("roomy-1", 1, "NVIDIA GeForce RTX 4090", 98304),
                    new FleetGpu("roomy-2", 2, "NVIDIA H100", 98304)));

    private final Placement placement = new Placement(new PackPolicy());

    @Test
    void refusesWhenNoHostIsRegistered() {
        assertThat(refusal(List.of(), gpus(1))).isEqualTo("no GPU host is registered");
    }

    @Test
    void takesTheFullestHostThatFits() {
        assertThat(plan(List.of(host("a", 4), host("b", 2), host("c", 1)), gpus(2))
                        .hostId())
                .isEqualTo(new HostId("b"));
    }

    @Test
    void keepsGpusForThoseWhoNeedThem() {
        assertThat(plan(List.of(host("a", 8), host("b", 0)), gpus(0)).hostId()).isEqualTo(new HostId("b"));
    }

    @Test
    void breaksTiesByHostIdSoThatEqualFleetsGiveEqualAnswers() {
        assertThat(plan(List.of(host("b", 2), host("a", 2)), gpus(1)).hostId()).isEqualTo(new HostId("a"));
    }

    @Test
    void takesTheSmallestGpusThatWillDo() {
        var gpus = List.of(gpu("big", 0, 81920), gpu("small", 1, 16384), gpu("tiny", 2, 8192));
        var mixed = new FleetHost(new HostId("a"), "a", null, new Capacity(8, 8192, gpus), 8, 8192, 10, gpus);
        assertThat(plan(List.of(mixed), new GpuRequest(1, List.of(), 10000)).gpus())
                .containsExactly("small");
    }

    @Test
    void saysWhichHostsAreShortOfWhat() {
        var offline = new FleetHost(new HostId("c"), "c", "no heartbeat", ROOMY, 8, 8192, 10, List.of());
        assertThat(refusal(List.of(host("a", 1), host("b", 0), offline), gpus(2)))
                .isEqualTo("1 of 3 hosts is not taking work (no heartbeat); "
                        + "2 of 3 hosts have too few free GPUs (largest free: 1 of 2)");
    }

    @Test
    void looksAtModelsAndMemoryOfGpus() {
        assertThat(refusal(List.of(host("a", 2)), new GpuRequest(1, List.of("H100"), 0)))
                .isEqualTo("1 of 1 host has too few free GPUs of model H100");
        assertThat(refusal(List.of(host("a", 2)), new GpuRequest(1, List.of("rtx 4090"), 90000)))
                .isEqualTo("1 of 1 host has too few free GPUs with 90000 MiB");
        assertThat(plan(List.of(host("a", 2)), new GpuRequest(1, List.of("rtx 4090"), 24000))
                        .gpus())
                .hasSize(1);
    }

    @Test
    void looksAtCpuMemoryAndPorts() {
        var noCpu = new FleetHost(new HostId("a"), "a", null, ROOMY, 0.5, 8192, 10, List.of());
        var noMemory = new FleetHost(new HostId("b"), "b", null, ROOMY, 8, 512, 10, List.of());
        var noPorts = new FleetHost(new HostId("c"), "c", null, ROOMY, 8, 8192, 0, List.of());
        assertThat(refusal(List.of(noCpu, noMemory, noPorts), gpus(0)))
                .isEqualTo("1 of 3 hosts has too little free CPU (most free: 0.5 of 1.0 cores); "
                        + "1 of 3 hosts has too little free memory (most free: 512 of 1024 MiB); "
                        + "1 of 3 hosts has too few free host ports");
    }

    @Test
    void staysWhereItsHomeIs() {
        var request = new PlacementRequest(workload(gpus(1)), new HostId("a"), Set.of());
        assertThat(placement.place(List.of(host("a", 0), host("b", 4)), request))
                .isEqualTo(new Placed.Refusal("its home is on host a, which cannot take it: "
                        + "1 of 1 host has too few free GPUs (largest free: 0 of 1)"));
        assertThat(placement.place(List.of(host("a", 3), host("b", 1)), request))
                .isInstanceOfSatisfying(
                        Placed.Plan.class,
                        plan -> assertThat(plan.hostId().value()).isEqualTo("a"));
    }

    @Test
    void takesAHostThatFailedItBeforeOnlyWhenNoOtherFits() {
        var request = new PlacementRequest(workload(gpus(1)), null, Set.of(new HostId("a")));
        assertThat(placement.place(List.of(host("a", 1), host("b", 4)), request))
                .isInstanceOfSatisfying(
                        Placed.Plan.class,
                        plan -> assertThat(plan.hostId().value()).isEqualTo("b"));
        assertThat(placement.place(List.of(host("a", 1)), request)).isInstanceOf(Placed.Plan.class);
    }

    private Placed.Plan plan(List<FleetHost> fleet, GpuRequest gpu) {
        return (Placed.Plan) placement.place(fleet, new PlacementRequest(workload(gpu), null, Set.of()));
    }

    private String refusal(List<FleetHost> fleet, GpuRequest gpu) {
        return ((Placed.Refusal) placement.place(fleet, new PlacementRequest(workload(gpu), null, Set.of()))).reason();
    }

    private static FleetHost host(String id, int freeGpus) {
        List<FleetGpu> gpus = new ArrayList<>();
        for (int index = 0; index < freeGpus; index++) {
            gpus.add(gpu(id + index, index, 24576));
        }
        return new FleetHost(new HostId(id), id, null, ROOMY, 8, 8192, 10, gpus);
    }

    private static FleetGpu gpu(String uuid, int index, int memory) {
        return new FleetGpu(uuid, index, "NVIDIA GeForce RTX 4090", memory);
    }

    private static GpuRequest gpus(int count) {
        return new GpuRequest(count, List.of(), 0);
    }

    private static Workload workload(GpuRequest gpu) {
        return new Workload(
                "image",
                List.of(),
                Map.of(),
                1,
                1024,
                0,
                gpu,
                List.of(new PortRequest("ssh", 22, "tcp")),
                List.of(),
                new Probe(Probe.Kind.NONE, 0, "", 10),
                null,
                false);
    }
}
