package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.workspace.lifecycle.Status;
import io.remotegpu.workspace.quotas.Resources;
import io.remotegpu.workspace.requests.GpuSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An environment as this service keeps it: what was asked for, and where its life has got to. */
record Environment(
        WorkloadId id,
        String name,
        CustomerId customerId,
        WorkspaceId workspaceId,
        String image,
        Size size,
        Asked asked,
        @Nullable Resize resize,
        Instant createdAt,
        Life life) {

    /** {@code cpu} in cores, {@code memory} and {@code storage} in MiB, {@code gpu} whole or slices. */
    record Size(BigDecimal cpu, int memory, int gpu, int storage) {
        Size resized(BigDecimal newCpu, int newMemory) {
            return new Size(newCpu, newMemory, gpu, storage);
        }
    }

    /** What the quotas count while it is up or on its way: while its size changes, the larger of old and new. */
    Resources compute() {
        BigDecimal cpu = resize == null ? size.cpu() : size.cpu().max(resize.cpu());
        int memory = resize == null ? size.memory() : Math.max(size.memory(), resize.memory());
        return Resources.compute(cpu, memory, GpuSpec.counted(asked.gpuSpec(), size.gpu()));
    }

    /** What the quotas count as long as it exists. */
    Resources existence() {
        Integer disk = asked.disk();
        return Resources.existence(disk == null ? size.storage() : disk);
    }

    Environment named(String newName) {
        return new Environment(id, newName, customerId, workspaceId, image, size, asked, resize, createdAt, life);
    }

    Environment asking(Asked next) {
        return new Environment(id, name, customerId, workspaceId, image, size, next, resize, createdAt, life);
    }

    Environment resizing(Resize next) {
        return new Environment(id, name, customerId, workspaceId, image, size, asked, next, createdAt, life);
    }

    /** The change of size is answered: this is what it has. */
    Environment sized(Size next) {
        return new Environment(id, name, customerId, workspaceId, image, next, asked, null, createdAt, life);
    }

    Environment living(Life next) {
        return new Environment(id, name, customerId, workspaceId, image, size, asked, resize, createdAt, next);
    }

    Status status() {
        return life.standing().status();
    }

    static PlatformException notFound(WorkloadId id) {
        return new PlatformException(
                ErrorCode.ENVIRONMENT_NOT_FOUND, "environment " + id + " not found", Map.of("env_id", id.value()));
    }
}
