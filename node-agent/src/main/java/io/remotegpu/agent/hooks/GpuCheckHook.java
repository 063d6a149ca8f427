package io.remotegpu.agent.hooks;

import io.remotegpu.agent.gpu.GpuInspector;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Nobody gets a GPU that cannot be shown clean, but a share of one that others hold shares of. */
final class GpuCheckHook implements Hook {
    private final GpuInspector inspector;
    private final GpuHolders holders;
    private final LongSupplier nanos;

    GpuCheckHook(GpuInspector inspector, GpuHolders holders, LongSupplier nanos) {
        this.inspector = inspector;
        this.holders = holders;
        this.nanos = nanos;
    }

    @Override
    public void prepare(StartAttempt attempt) {
        if (attempt.isAlreadyRunning()) {
            return;
        }
        long looked = nanos.getAsLong();
        List<String> alone = attempt.request().gpus().stream()
                .filter(gpu -> !isShared(attempt, gpu))
                .toList();
        String problems = inspector.inspect(alone).stream()
                .filter(evidence -> evidence.problem() != null)
                .map(evidence -> evidence.uuid() + ": " + Objects.requireNonNull(evidence.problem()))
                .collect(Collectors.joining("; "));
        if (!problems.isEmpty()) {
            throw dirty(problems);
        }
        attempt.gpusShownClean(looked);
    }

    /**
     * Whether others hold shares of it beside the share that is to be started: what they have on it is no dirt, but it must be sound. That they hold shares
     * and no whole the lease desk sees to; what is started whole is refused beside anybody.
     */
    private boolean isShared(StartAttempt attempt, String gpu) {
        List<WorkloadId> others = holders.holders(gpu).stream()
                .filter(holder -> !holder.equals(attempt.workloadId()))
                .toList();
        if (others.isEmpty()) {
            return false;
        }
        if (attempt.request().workload().gpu().share() == null) {
            throw dirty(gpu + " is held by " + others + " on this host");
        }
        String fault = inspector.fault(gpu);
        if (fault != null) {
            throw dirty(gpu + ": " + fault);
        }
        return true;
    }

    private static RuntimeException dirty(String reason) {
        return new WorkloadFailure(FailureCause.GPU_DIRTY, reason).asException();
    }
}
