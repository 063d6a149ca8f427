package io.remotegpu.agent.hooks;

import io.remotegpu.agent.moving.Arrivals;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;

/** A home on its way here is none yet: nothing starts from it, and a removal ends its way. */
final class ArrivalHook implements Hook {
    private final Arrivals arrivals;
    private final ContainerRuntime runtime;

    ArrivalHook(Arrivals arrivals, ContainerRuntime runtime) {
        this.arrivals = arrivals;
        this.runtime = runtime;
    }

    @Override
    public void prepare(StartAttempt attempt) {
        if (arrivals.expects(attempt.workloadId())) {
            throw new WorkloadFailure(FailureCause.HOST_ERROR, "its home is still on its way to this host")
                    .asException();
        }
    }

    /** Before its volumes go, whatever works on them must have ended. */
    @Override
    public void destroy(WorkloadId workload) {
        runtime.homes().abandon(workload);
        arrivals.forget(workload);
    }
}
