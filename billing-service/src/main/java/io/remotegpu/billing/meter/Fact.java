package io.remotegpu.billing.meter;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.LeasedGpu;
import java.time.Instant;
import java.util.List;

/** What a host attested about one lease of one workload, as far as it costs money. */
sealed interface Fact {
    Instant at();

    /** It runs; whoever pays and for what is fixed with it. */
    record Started(Instant at, Terms terms) implements Fact {}

    /** It stopped, whatever the reason. */
    record Stopped(Instant at) implements Fact {}

    /** Its host fell silent; this is the last heartbeat. */
    record Paused(Instant at) implements Fact {}

    /** Its host is back and it still ran. */
    record Resumed(Instant at) implements Fact {}

    /**
     * Who pays for what.
     *
     * @param cpu cores
     * @param memory MiB
     */
    record Terms(CustomerId customerId, WorkspaceId workspaceId, List<LeasedGpu> gpus, double cpu, int memory) {}
}
