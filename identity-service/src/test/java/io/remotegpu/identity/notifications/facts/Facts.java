package io.remotegpu.identity.notifications.facts;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Facts as other services tell them. */
public final class Facts {
    static final HostId HOST = new HostId("host-7");

    private Facts() {}

    public static EnvRequested requested(WorkloadId environment, CustomerId owner, String name) {
        Workload workload = new Workload(
                "remotegpu/env-base:latest",
                List.of(),
                Map.of(),
                1,
                1024,
                0,
                Workload.GpuRequest.NONE,
                List.of(),
                List.of(),
                new Workload.Probe(Workload.Probe.Kind.NONE, 0, "/", 60),
                null,
                false);
        return new EnvRequested(environment, owner, new WorkspaceId(3), name, workload);
    }

    public static EnvRunning running(WorkloadId environment, CustomerId owner, Instant since) {
        return new EnvRunning(
                environment,
                owner,
                new WorkspaceId(3),
                HOST,
                HOST.value(),
                "docker",
                "container-1",
                1,
                List.of(),
                1,
                1024,
                List.of(),
                since);
    }

    public static EnvFailed failed(WorkloadId environment, String reason) {
        return new EnvFailed(environment, 1, FailureCause.IMAGE_UNAVAILABLE, reason, null);
    }
}
