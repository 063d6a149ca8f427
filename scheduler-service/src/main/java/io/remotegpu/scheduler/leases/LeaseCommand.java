package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.QuarantinedGpu;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.saga.LocalCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What sagas ask of the {@link LeaseDesk}. */
public sealed interface LeaseCommand extends LocalCommand {
    /**
     * Hold a place for it; what is held already is its place. Answer: GpuReserved or GpuRefused.
     *
     * @param home the only host that will do, null for any
     * @param avoided hosts that failed it before
     */
    record ReserveGpus(
            WorkloadId workloadId,
            Workload workload,
            @Nullable HostId home,
            List<HostId> avoided) implements LeaseCommand {}

    /** Give back what is held under this epoch, fine if that is nothing. The {@code dirty} GPUs go to quarantine. Answer: GpuReleased. */
    record ReleaseGpus(WorkloadId workloadId, long epoch, List<QuarantinedGpu> dirty) implements LeaseCommand {}
}
