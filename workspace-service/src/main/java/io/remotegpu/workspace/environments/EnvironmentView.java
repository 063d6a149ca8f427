package io.remotegpu.workspace.environments;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.workspace.environments.Environment.Placement;
import io.remotegpu.workspace.environments.Environment.Port;
import io.remotegpu.workspace.lifecycle.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An environment as people see it. {@code cpu} in cores, {@code memory} and {@code storage} in MiB. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EnvironmentView(
        String id,
        String name,
        long workspaceId,
        long customerId,
        @Nullable String hostId,
        @Nullable String hostName,
        String image,
        Status status,
        @Nullable String statusReason,
        double cpu,
        int memory,
        int gpu,
        List<LeasedGpu> gpus,
        int storage,
        @Nullable String containerId,
        @Nullable String podName,
        List<PortView> ports,
        @Nullable SshAccess ssh,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt,
        @Nullable String runtime) {

    /** {@code host} and {@code externalPort} are missing until it runs. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PortView(
            String serviceType,
            @Nullable String host,
            @Nullable Integer externalPort,
            int internalPort,
            String protocol) {
        static PortView of(Port port) {
            return new PortView(
                    port.serviceType(), port.host(), port.externalPort(), port.internalPort(), port.protocol());
        }
    }

    /** How to get a shell. */
    record SshAccess(String host, int port, String user, String command) {
        private static final String USER = "dev";

        static @Nullable SshAccess of(List<Port> ports) {
            for (Port port : ports) {
                String host = port.host();
                Integer external = port.externalPort();
                if (port.serviceType().equals("ssh") && host != null && external != null) {
                    return new SshAccess(host, external, USER, "ssh -p " + external + " " + USER + "@" + host);
                }
            }
            return null;
        }
    }

    static EnvironmentView of(Environment environment) {
        Placement placement = environment.placement();
        return new EnvironmentView(
                environment.id().value(),
                environment.name(),
                environment.workspaceId().value(),
                environment.customerId().value(),
                placement.hostId() == null ? null : placement.hostId().value(),
                placement.hostName(),
                environment.image(),
                environment.standing().status(),
                environment.statusReason(),
                environment.cpu().doubleValue(),
                environment.memory(),
                environment.gpu(),
                placement.gpus(),
                environment.storage(),
                placement.containerId(),
                placement.podName(),
                placement.ports().stream().map(PortView::of).toList(),
                SshAccess.of(placement.ports()),
                environment.createdAt(),
                environment.startedAt(),
                environment.stoppedAt(),
                placement.runtime());
    }
}
