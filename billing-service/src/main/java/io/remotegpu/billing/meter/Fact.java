package io.remotegpu.billing.meter;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.LeasedGpu;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known to have happened to one lease, as far as it costs money or holds GPUs. */
public sealed interface Fact {
    Instant at();

    /** GPUs are held; nothing runs yet. */
    record Leased(Instant at, HostId hostId, List<LeasedGpu> gpus) implements Fact {}

    /** It runs; whoever pays and for what is fixed with it. */
    record Started(Instant at, Terms terms) implements Fact {}

    /** It stopped, whatever the reason. */
    record Stopped(Instant at) implements Fact {}

    /** Its host fell silent, and this is the last heartbeat; or it lost its GPUs, and this is when they answered last. */
    record Paused(Instant at) implements Fact {}

    /** Its host is back and it still ran, or it has its GPUs again. */
    record Resumed(Instant at) implements Fact {}

    /** From now on it has another size, and costs accordingly. */
    record Resized(Instant at, Size size) implements Fact {}

    /** GPUs are held no longer. */
    record Released(Instant at) implements Fact {}

    /**
     * @param cpu cores
     * @param memory MiB
     */
    record Size(double cpu, int memory) {}

    /**
     * Who pays for what.
     *
     * @param hostId null for a home
     * @param cpu cores
     * @param memory MiB
     * @param storage MiB of home; a home is billed for it, a lease is not
     */
    record Terms(
            CustomerId customerId,
            WorkspaceId workspaceId,
            @Nullable HostId hostId,
            List<LeasedGpu> gpus,
            double cpu,
            int memory,
            int storage) {
        Terms sized(Size size) {
            return new Terms(customerId, workspaceId, hostId, gpus, size.cpu(), size.memory(), storage);
        }
    }
}
