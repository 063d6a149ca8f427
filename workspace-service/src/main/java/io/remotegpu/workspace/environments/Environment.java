package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.workspace.lifecycle.Status;
import io.remotegpu.workspace.quotas.Resources;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/** An environment as this service keeps it: what was asked for, and where its life has got to. */
record Environment(
        WorkloadId id,
        String name,
        CustomerId customerId,
        WorkspaceId workspaceId,
        String image,
        Size size,
        Instant createdAt,
        Life life) {

    /** {@code cpu} in cores, {@code memory} and {@code storage} in MiB, {@code gpu} whole. */
    record Size(BigDecimal cpu, int memory, int gpu, int storage) {
        /** What the quotas count while it is up or on its way. */
        Resources compute() {
            return Resources.compute(cpu, memory, gpu);
        }

        /** What the quotas count as long as it exists. */
        Resources existence() {
            return Resources.existence(storage);
        }
    }

    Environment named(String newName) {
        return new Environment(id, newName, customerId, workspaceId, image, size, createdAt, life);
    }

    Environment living(Life next) {
        return new Environment(id, name, customerId, workspaceId, image, size, createdAt, next);
    }

    Status status() {
        return life.standing().status();
    }

    static PlatformException notFound(WorkloadId id) {
        return new PlatformException(
                ErrorCode.ENVIRONMENT_NOT_FOUND, "environment " + id + " not found", Map.of("env_id", id.value()));
    }
}
