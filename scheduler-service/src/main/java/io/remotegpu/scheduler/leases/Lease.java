package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Endpoint;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.contracts.workload.PortMapping;
import java.util.List;

/** What a workload holds on a host now. {@code address} is where people reach its ports. */
public record Lease(
        WorkloadId workloadId,
        long epoch,
        HostId hostId,
        String hostName,
        String address,
        String runtime,
        List<LeasedGpu> gpus,
        List<PortMapping> ports) {

    /** Those that nobody else may be on, so that its end is the moment to show them clean. */
    public List<String> ownGpus() {
        return own(gpus);
    }

    /** Of shares others may be there still: their GPU is shown clean once the last of them is gone. */
    public static List<String> own(List<LeasedGpu> gpus) {
        return gpus.stream()
                .filter(gpu -> gpu.share() == null)
                .map(LeasedGpu::uuid)
                .toList();
    }

    public List<Endpoint> endpoints() {
        return ports.stream()
                .map(port -> new Endpoint(
                        port.serviceType(), address, port.externalPort(), port.internalPort(), port.protocol()))
                .toList();
    }
}
