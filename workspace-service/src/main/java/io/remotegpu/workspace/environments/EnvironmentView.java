package io.remotegpu.workspace.environments;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.web.Tagged;
import io.remotegpu.workspace.environments.Environment.Size;
import io.remotegpu.workspace.environments.Placement.Port;
import io.remotegpu.workspace.lifecycle.Status;
import io.remotegpu.workspace.requests.GpuSpec;
import io.remotegpu.workspace.requests.HostSelector;
import io.remotegpu.workspace.requests.IdlePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An environment as people see it. {@code cpu} in cores, {@code memory}, {@code storage} and {@code disk} in MiB, {@code maxDuration} in seconds.
 *
 * @param customerName the owner's, in lists only; missing where it is not known yet
 * @param expiresAt when it is stopped because it ran for {@code maxDuration}; missing unless it runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EnvironmentView(
        String id,
        String name,
        long workspaceId,
        long customerId,
        @Nullable String customerName,
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
        @Nullable Instant expiresAt,
        @Nullable String runtime,
        GpuSpec gpuSpec,
        HostSelector hostSelector,
        @Nullable Integer disk,
        @Nullable Long templateId,
        @Nullable String snapshotId,
        List<Long> datasetIds,
        int priority,
        String lostHostPolicy,
        @Nullable String preemptionPolicy,
        @Nullable Integer maxDuration,
        @Nullable IdlePolicy idlePolicy,
        @Nullable ResizeView resize)
        implements Tagged {

    /** A change of size that is under way. */
    record ResizeView(double cpu, int memory) {
        static @Nullable ResizeView of(@Nullable Resize resize) {
            return resize == null ? null : new ResizeView(resize.cpu().doubleValue(), resize.memory());
        }
    }

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

    // spotless:off
    static EnvironmentView of(Environment environment) {
        return of(environment, null);
    }

    static EnvironmentView of(Environment environment, @Nullable String customerName) {
        Life life = environment.life();
        Placement placement = life.placement();
        Size size = environment.size();
        Scheduling scheduling = environment.asked().scheduling();
        String host = placement.hostId() == null ? null : placement.hostId().value();
        return new EnvironmentView(
                environment.id().value(), environment.name(),
                environment.workspaceId().value(), environment.customerId().value(), customerName,
                host, placement.hostName(), environment.image(),
                environment.status(), life.reason(),
                size.cpu().doubleValue(), size.memory(), size.gpu(), placement.gpus(), size.storage(),
                placement.containerId(), placement.podName(),
                placement.ports().stream().map(PortView::of).toList(), SshAccess.of(placement.ports()),
                environment.createdAt(), life.startedAt(), life.stoppedAt(), expiry(environment), placement.runtime(),
                environment.asked().gpuSpec(), environment.asked().hostSelector(), environment.asked().disk(), environment.asked().templateId(), AskedColumns.snapshot(environment.asked()),
                environment.asked().datasetIds(), scheduling.priority(), scheduling.lostHostPolicy().name().toLowerCase(Locale.ROOT),
                AskedColumns.wireName(scheduling.preemptionPolicy()), scheduling.maxDurationSeconds(), environment.asked().idlePolicy(), ResizeView.of(environment.resize()));
    }
    // spotless:on

    private static @Nullable Instant expiry(Environment environment) {
        Integer seconds = environment.asked().scheduling().maxDurationSeconds();
        Instant started = environment.life().startedAt();
        boolean runs = environment.status().isUp();
        return runs && seconds != null && started != null ? started.plusSeconds(seconds) : null;
    }
}
