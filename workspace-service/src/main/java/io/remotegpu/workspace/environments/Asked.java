package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.workspace.requests.GpuSpec;
import io.remotegpu.workspace.requests.HostSelector;
import io.remotegpu.workspace.requests.IdlePolicy;
import io.remotegpu.workspace.requests.NewEnvironment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was asked for beyond image and size. {@code datasetIds} are those that it reads now, or from its next start, {@code disk} is in MiB. */
record Asked(
        GpuSpec gpuSpec,
        HostSelector hostSelector,
        @Nullable Integer disk,
        @Nullable Long templateId,
        @Nullable SnapshotId snapshotId,
        Scheduling scheduling,
        @Nullable IdlePolicy idlePolicy,
        List<Long> datasetIds) {
    private static final GpuSpec ANY_GPU = new GpuSpec(null, null, null, null);

    static Asked by(NewEnvironment wanted) {
        return new Asked(
                wanted.gpuSpec() == null ? ANY_GPU : wanted.gpuSpec(),
                Objects.requireNonNullElse(wanted.hostSelector(), HostSelector.ANY),
                wanted.disk(),
                wanted.templateId(),
                wanted.snapshotId() == null ? null : new SnapshotId(wanted.snapshotId()),
                wanted.scheduling(),
                wanted.idlePolicy(),
                wanted.datasets());
    }

    Asked scheduled(Scheduling next, @Nullable IdlePolicy idle) {
        return new Asked(gpuSpec, hostSelector, disk, templateId, snapshotId, next, idle, datasetIds);
    }

    Asked reading(List<Long> datasets) {
        return new Asked(gpuSpec, hostSelector, disk, templateId, snapshotId, scheduling, idlePolicy, datasets);
    }
}
