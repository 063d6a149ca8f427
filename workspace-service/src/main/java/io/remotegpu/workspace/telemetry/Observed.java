package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.workspace.lifecycle.Status;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An environment as far as it matters to whoever looks at it. {@code cpu} in cores, {@code memory} and {@code storage} in MiB. */
public record Observed(
        WorkloadId id,
        WorkspaceId workspaceId,
        Status status,
        @Nullable HostId hostId,
        double cpu,
        int memory,
        int storage) {
    private static final List<Status> WITH_CONTAINER =
            List.of(Status.CREATING, Status.RUNNING, Status.DEGRADED, Status.STOPPING, Status.DELETING, Status.UNKNOWN);

    /** The host that may have its container. @throws PlatformException ENVIRONMENT_STATE_CONFLICT if none can */
    HostId hostOfContainer() {
        if (hostId == null || !WITH_CONTAINER.contains(status)) {
            throw noContainer("its log went with its container");
        }
        return hostId;
    }

    PlatformException noContainer(String why) {
        return new PlatformException(
                ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                "a " + status.wireName() + " environment has no log: " + why,
                Map.of("status", status.wireName(), "allowed", List.of(Status.RUNNING.wireName())));
    }

    static PlatformException notFound(String id) {
        return new PlatformException(
                ErrorCode.ENVIRONMENT_NOT_FOUND, "environment " + id + " not found", Map.of("env_id", id));
    }
}
