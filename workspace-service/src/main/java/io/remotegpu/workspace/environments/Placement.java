package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.EnvMoved;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.workload.Endpoint;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.contracts.workload.Workload.PortRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an environment is. The host is remembered while it is stopped: its home lies there. */
record Placement(
        @Nullable HostId hostId,
        @Nullable String hostName,
        @Nullable String containerId,
        @Nullable String podName,
        @Nullable String runtime,
        List<LeasedGpu> gpus,
        List<Port> ports) {

    /** A port; {@code host} and {@code externalPort} are null while it leads nowhere. */
    record Port(
            String serviceType,
            @Nullable String host,
            @Nullable Integer externalPort,
            int internalPort,
            String protocol) {
        static Port asked(PortRequest port) {
            return new Port(port.serviceType(), null, null, port.internalPort(), port.protocol());
        }

        static Port open(Endpoint endpoint) {
            return new Port(
                    endpoint.serviceType(),
                    endpoint.host(),
                    endpoint.externalPort(),
                    endpoint.internalPort(),
                    endpoint.protocol());
        }

        Port closed() {
            return new Port(serviceType, null, null, internalPort, protocol);
        }
    }

    static Placement nowhere(List<PortRequest> asked) {
        return new Placement(
                null,
                null,
                null,
                null,
                null,
                List.of(),
                asked.stream().map(Port::asked).toList());
    }

    static Placement of(EnvRunning running) {
        boolean pod = running.runtime().equals("kubernetes");
        return new Placement(
                running.hostId(),
                running.hostName(),
                pod ? null : running.containerId(),
                pod ? running.containerId() : null,
                running.runtime(),
                running.gpus(),
                running.endpoints().stream().map(Port::open).toList());
    }

    Placement reserved(GpuReserved reservation) {
        return new Placement(reservation.hostId(), reservation.hostName(), null, null, null, reservation.gpus(), ports);
    }

    /** Its home is there; what is held there for its start stays. */
    Placement moved(EnvMoved fact) {
        return new Placement(fact.hostId(), fact.hostName(), null, null, null, gpus, ports);
    }

    Placement stopped() {
        List<Port> closed = ports.stream().map(Port::closed).toList();
        return new Placement(hostId, hostName, null, null, runtime, List.of(), closed);
    }
}
