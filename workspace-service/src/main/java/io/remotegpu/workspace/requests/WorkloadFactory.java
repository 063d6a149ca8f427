package io.remotegpu.workspace.requests;

import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.GpuRequest;
import io.remotegpu.contracts.workload.Workload.PortRequest;
import io.remotegpu.contracts.workload.Workload.Probe;
import io.remotegpu.contracts.workload.Workload.Volume;
import io.remotegpu.workspace.requests.NewEnvironment.PortSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What an environment is to the scheduler. */
public final class WorkloadFactory {
    private static final List<Volume> VOLUMES =
            List.of(new Volume("home", "/home/dev", false), new Volume("host-keys", "/var/lib/remotegpu/ssh", false));
    private static final List<PortSpec> SSH_ONLY = List.of(new PortSpec("ssh", 22, "tcp"));
    private static final int PROBE_SECONDS = 60;

    private WorkloadFactory() {}

    public static Workload workload(NewEnvironment request, List<DatasetMount> datasets) {
        List<PortRequest> ports = ports(request);
        return new Workload(
                        request.imageOrBase(),
                        List.of(),
                        Objects.requireNonNullElse(request.env(), Map.of()),
                        request.cpu().doubleValue(),
                        request.memory(),
                        request.storageOrDefault(),
                        gpu(request),
                        ports,
                        VOLUMES,
                        probe(ports),
                        null,
                        false)
                .reading(datasets)
                .on(
                        Objects.requireNonNullElse(request.hostSelector(), HostSelector.ANY)
                                .told(),
                        request.disk());
    }

    private static List<PortRequest> ports(NewEnvironment request) {
        return Objects.requireNonNullElse(request.ports(), SSH_ONLY).stream()
                .map(port -> new PortRequest(port.serviceType(), port.internalPort(), port.protocolOrTcp()))
                .toList();
    }

    private static GpuRequest gpu(NewEnvironment request) {
        GpuSpec spec = request.gpuSpec();
        if (spec == null || (request.gpus() == 0 && spec.share() == null)) {
            return new GpuRequest(request.gpus(), List.of(), 0);
        }
        return new GpuRequest(
                request.gpus(),
                Objects.requireNonNullElse(spec.models(), List.of()),
                Objects.requireNonNullElse(spec.minMemory(), 0),
                spec.share(),
                spec.migProfile());
    }

    /** A shell that answers is what most people wait for; UDP says nothing about itself. */
    private static Probe probe(List<PortRequest> ports) {
        Optional<PortRequest> shell =
                ports.stream().filter(port -> port.serviceType().equals("ssh")).findFirst();
        if (shell.isPresent()) {
            return new Probe(Probe.Kind.SSH, shell.get().internalPort(), "", PROBE_SECONDS);
        }
        return ports.stream()
                .filter(port -> port.protocol().equals("tcp"))
                .findFirst()
                .map(port -> new Probe(Probe.Kind.TCP, port.internalPort(), "", PROBE_SECONDS))
                .orElse(new Probe(Probe.Kind.NONE, 0, "", PROBE_SECONDS));
    }
}
