package io.remotegpu.agent.hooks;

import io.remotegpu.agent.gpu.GpuInspector;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Nobody gets a GPU that cannot be shown clean. */
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
        attempt.request().gpus().forEach(gpu -> refuseIfHeld(attempt, gpu));
        String problems = inspector.inspect(attempt.request().gpus()).stream()
                .filter(evidence -> evidence.problem() != null)
                .map(evidence -> evidence.uuid() + ": " + Objects.requireNonNull(evidence.problem()))
                .collect(Collectors.joining("; "));
        if (!problems.isEmpty()) {
            throw dirty(problems);
        }
        attempt.gpusShownClean(looked);
    }

    private void refuseIfHeld(StartAttempt attempt, String gpu) {
        List<WorkloadId> others = holders.holders(gpu).stream()
                .filter(holder -> !holder.equals(attempt.workloadId()))
                .toList();
        if (!others.isEmpty()) {
            throw dirty(gpu + " is held by " + others + " on this host");
        }
    }

    private static RuntimeException dirty(String reason) {
        return new WorkloadFailure(FailureCause.GPU_DIRTY, reason).asException();
    }
}
