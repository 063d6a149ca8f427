package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.workspace.lifecycle.Standing;
import io.remotegpu.workspace.quotas.Resources;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An environment as this service keeps it.
 *
 * @param statusReason why it is queued, failed or unknown, for a person
 * @param cpu cores
 * @param memory MiB
 * @param storage MiB
 * @param computeHeld whether its CPU, memory and GPUs are counted in the quotas now
 */
record Environment(
        WorkloadId id,
        String name,
        CustomerId customerId,
        WorkspaceId workspaceId,
        String image,
        Standing standing,
        @Nullable String statusReason,
        BigDecimal cpu,
        int memory,
        int gpu,
        int storage,
        Placement placement,
        boolean computeHeld,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt) {

    /** Where it is. The host is remembered while it is stopped: its home lies there. */
    record Placement(
            @Nullable HostId hostId,
            @Nullable String hostName,
            @Nullable String containerId,
            @Nullable String podName,
            @Nullable String runtime,
            List<LeasedGpu> gpus,
            List<Port> ports) {
        static Placement nowhere(List<Port> asked) {
            return new Placement(null, null, null, null, null, List.of(), asked);
        }

        Placement reserved(HostId host, String name, List<LeasedGpu> leased) {
            return new Placement(host, name, null, null, null, leased, ports);
        }

        Placement stopped() {
            List<Port> closed = ports.stream().map(Port::closed).toList();
            return new Placement(hostId, hostName, null, null, runtime, List.of(), closed);
        }
    }

    /** A port; {@code host} and {@code externalPort} are null while it leads nowhere. */
    record Port(
            String serviceType,
            @Nullable String host,
            @Nullable Integer externalPort,
            int internalPort,
            String protocol) {
        Port closed() {
            return new Port(serviceType, null, null, internalPort, protocol);
        }
    }

    Environment named(String newName) {
        return new Environment(
                id,
                newName,
                customerId,
                workspaceId,
                image,
                standing,
                statusReason,
                cpu,
                memory,
                gpu,
                storage,
                placement,
                computeHeld,
                createdAt,
                startedAt,
                stoppedAt);
    }

    Environment at(Standing next, @Nullable String reason) {
        return new Environment(
                id,
                name,
                customerId,
                workspaceId,
                image,
                next,
                reason,
                cpu,
                memory,
                gpu,
                storage,
                placement,
                computeHeld,
                createdAt,
                startedAt,
                stoppedAt);
    }

    Environment placed(Placement next) {
        return new Environment(
                id,
                name,
                customerId,
                workspaceId,
                image,
                standing,
                statusReason,
                cpu,
                memory,
                gpu,
                storage,
                next,
                computeHeld,
                createdAt,
                startedAt,
                stoppedAt);
    }

    Environment ran(@Nullable Instant from, @Nullable Instant until) {
        return new Environment(
                id,
                name,
                customerId,
                workspaceId,
                image,
                standing,
                statusReason,
                cpu,
                memory,
                gpu,
                storage,
                placement,
                computeHeld,
                createdAt,
                from,
                until);
    }

    Environment holdingCompute(boolean held) {
        return new Environment(
                id,
                name,
                customerId,
                workspaceId,
                image,
                standing,
                statusReason,
                cpu,
                memory,
                gpu,
                storage,
                placement,
                held,
                createdAt,
                startedAt,
                stoppedAt);
    }

    Resources compute() {
        return Resources.compute(cpu, memory, gpu);
    }

    Resources existence() {
        return Resources.existence(storage);
    }

    static PlatformException notFound(WorkloadId id) {
        return new PlatformException(
                ErrorCode.ENVIRONMENT_NOT_FOUND, "environment " + id + " not found", Map.of("env_id", id.value()));
    }
}
