package io.remotegpu.scheduler;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.workload.GpuInventory;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.GpuRequest;
import io.remotegpu.contracts.workload.Workload.PortRequest;
import io.remotegpu.contracts.workload.Workload.Probe;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Workloads, and GPUs for them, for tests. */
public final class Workloads {
    static final int WHOLE = 1000;

    private Workloads() {}

    /** How much of each of its GPUs it holds. */
    static int milli(Workload workload) {
        Integer share = workload.gpu().share();
        return share == null ? WHOLE : share;
    }

    /** One core, 1 GiB, an SSH port and a home. */
    public static Workload withGpus(int count) {
        return with(new GpuRequest(count, List.of(), 0));
    }

    /** The same with thousandths of one GPU. */
    public static Workload sharing(int milli) {
        return with(new GpuRequest(0, List.of(), 0, milli, null));
    }

    /** The same with slices cut by the hardware. */
    public static Workload withSlices(int count, String profile) {
        return with(new GpuRequest(count, List.of(), 0, null, profile));
    }

    private static Workload with(GpuRequest gpu) {
        return new Workload(
                "remotegpu/env-base:latest",
                List.of(),
                Map.of(),
                1,
                1024,
                0,
                gpu,
                List.of(new PortRequest("ssh", 22, "tcp")),
                List.of(new Volume("home", "/home/dev", false)),
                new Probe(Probe.Kind.SSH, 22, "", 60),
                null,
                false);
    }

    /** What the agent of a host with 64 cores and 128 GiB says at its start. */
    static HostRegistered registration(HostId host, int gpus) {
        return new HostRegistered(
                host,
                host.value(),
                "127.0.0.1",
                "traditional",
                "docker",
                "test",
                64,
                131072,
                inventory(host, gpus),
                FakeAgent.FIRST_PORT,
                FakeAgent.FIRST_PORT + 499,
                Map.of());
    }

    /** As many simulated GPUs of one model. */
    public static List<GpuInventory> inventory(HostId host, int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> new GpuInventory(
                                "GPU-" + host + "-" + index,
                                index,
                                "NVIDIA GeForce RTX 4090",
                                "GeForce",
                                "Ada",
                                24576,
                                "580",
                                true)
                        .serving("13.0"))
                .toList();
    }
}
