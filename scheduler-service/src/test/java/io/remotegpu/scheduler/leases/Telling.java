package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.workload.DiskSpace;
import io.remotegpu.contracts.workload.GpuInventory;
import io.remotegpu.contracts.workload.GpuLink;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.Workloads;
import io.remotegpu.scheduler.World;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a fake agent says of its host at its start, beside what all of them say. */
final class Telling {
    private final FakeAgent agent;
    private final int gpus;
    private Map<String, String> labels = Map.of();
    private DiskSpace disk;
    private List<GpuLink> links = List.of();
    private List<String> machines = List.of();
    private List<String> images = List.of();

    private Telling(FakeAgent agent, int gpus) {
        this.agent = agent;
        this.gpus = gpus;
    }

    static Telling of(World world, int gpus) {
        return new Telling(world.agent(gpus), gpus);
    }

    FakeAgent agent() {
        return agent;
    }

    Telling labels(Map<String, String> told) {
        labels = told;
        return this;
    }

    Telling disk(DiskSpace told) {
        disk = told;
        return this;
    }

    Telling links(GpuLink... told) {
        links = List.of(told);
        return this;
    }

    /** One for each GPU. */
    Telling machines(String... told) {
        machines = List.of(told);
        return this;
    }

    Telling images(String... told) {
        images = List.of(told);
        return this;
    }

    HostRegistered registration() {
        List<GpuInventory> all = Workloads.inventory(agent.host(), gpus);
        List<GpuInventory> placed = IntStream.range(0, gpus)
                .mapToObj(gpu -> all.get(gpu).in(machines.isEmpty() ? null : machines.get(gpu)))
                .toList();
        return new HostRegistered(
                agent.host(),
                agent.host().value(),
                "127.0.0.1",
                "traditional",
                "docker",
                "test",
                64,
                131072,
                placed,
                FakeAgent.FIRST_PORT,
                FakeAgent.FIRST_PORT + 499,
                labels,
                disk,
                links,
                images);
    }
}
