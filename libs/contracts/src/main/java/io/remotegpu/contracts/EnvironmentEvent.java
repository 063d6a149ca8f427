package io.remotegpu.contracts;

import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.contracts.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants of an environment, as workspace-service recorded it after checking role and quota. Keyed by environment.
 * The scheduler answers each with a {@link SchedulerEvent}; a later wish replaces an earlier one that is still under way.
 */
public sealed interface EnvironmentEvent extends Event {
    WorkloadId environmentId();

    @Override
    default String topic() {
        return Topics.ENVIRONMENT;
    }

    @Override
    default String key() {
        return environmentId().value();
    }

    /**
     * A new environment is wanted, running. Quota is already reserved for it. {@code name} is what its owner calls it. With a
     * {@code snapshotId} it starts from that snapshot of the same workspace, whatever image the workload names.
     */
    @WireType("workspace.env-requested.v1")
    record EnvRequested(
            WorkloadId environmentId,
            CustomerId customerId,
            WorkspaceId workspaceId,
            String name,
            Workload workload,
            Scheduling scheduling,
            @Nullable SnapshotId snapshotId)
            implements EnvironmentEvent {
        public EnvRequested {
            scheduling = Objects.requireNonNullElse(scheduling, Scheduling.ORDINARY);
        }

        /** One that asks for nothing special. */
        public EnvRequested(
                WorkloadId environmentId,
                CustomerId customerId,
                WorkspaceId workspaceId,
                String name,
                Workload workload) {
            this(environmentId, customerId, workspaceId, name, workload, Scheduling.ORDINARY, null);
        }
    }

    /** A stopped or failed environment is wanted running again, with the workload it was created with. */
    @WireType("workspace.env-start-requested.v1")
    record EnvStartRequested(WorkloadId environmentId, CustomerId actor) implements EnvironmentEvent {}

    /**
     * Stop it, keep its home. {@code cause}: suspension, spending, idle or membership where the platform wants it, in its owner's name; missing where
     * {@code actor} does, and in what was sent as v1.
     */
    @WireType(value = "workspace.env-stop-requested.v2", reads = "workspace.env-stop-requested.v1")
    record EnvStopRequested(
            WorkloadId environmentId,
            CustomerId actor,
            @Nullable String cause) implements EnvironmentEvent {
        /** A person wants it. */
        public EnvStopRequested(WorkloadId environmentId, CustomerId actor) {
            this(environmentId, actor, null);
        }
    }

    /** Stop it and bring it up again; it may get other GPUs. */
    @WireType("workspace.env-restart-requested.v1")
    record EnvRestartRequested(WorkloadId environmentId, CustomerId actor) implements EnvironmentEvent {}

    /** Stop it wherever it is and remove it with its home. */
    @WireType("workspace.env-delete-requested.v1")
    record EnvDeleteRequested(WorkloadId environmentId, CustomerId actor) implements EnvironmentEvent {}

    /**
     * It should have {@code cpu} cores and {@code memory} MiB: at once if it runs, else from its next start. Answer: EnvResized or
     * EnvResizeRefused with the same {@code changeId}. Quota for the larger of old and new is reserved until then.
     */
    @WireType("workspace.env-resize-requested.v1")
    record EnvResizeRequested(WorkloadId environmentId, CustomerId actor, UUID changeId, double cpu, int memory)
            implements EnvironmentEvent {}

    /** From its next start on it reads exactly these datasets. No answer. */
    @WireType("workspace.env-datasets-changed.v1")
    record EnvDatasetsChanged(WorkloadId environmentId, CustomerId actor, List<DatasetMount> datasets)
            implements EnvironmentEvent {}

    /**
     * It is called and treated so from now on: its place in the queue, what becomes of it with its host, and how long the run that goes on and
     * later ones may last. {@code env}, unless null, is every variable that its next start gets. No answer.
     */
    @WireType("workspace.env-settings-changed.v1")
    record EnvSettingsChanged(
            WorkloadId environmentId,
            CustomerId actor,
            String name,
            Scheduling scheduling,
            @Nullable Map<String, String> env)
            implements EnvironmentEvent {}

    /** Its file system without its volumes is to be kept as an image. Answer: SnapshotTaken or SnapshotFailed. */
    @WireType("workspace.snapshot-requested.v1")
    record SnapshotRequested(WorkloadId environmentId, CustomerId actor, SnapshotId snapshotId)
            implements EnvironmentEvent {}

    /** The snapshot is not wanted any more; {@code environmentId} is the one it was taken of. Answer: SnapshotDeleted or SnapshotDeleteRefused. */
    @WireType("workspace.snapshot-delete-requested.v1")
    record SnapshotDeleteRequested(WorkloadId environmentId, CustomerId actor, SnapshotId snapshotId)
            implements EnvironmentEvent {}

    /**
     * It should live on another host, with its home: {@code hostId}, or null for any that has room. What runs is stopped for that and started there.
     * With {@code start} one that is stopped starts there. Answer: EnvMoving, then EnvMoved or EnvMoveFailed; or EnvMoveFailed at once.
     */
    @WireType("workspace.env-move-requested.v1")
    record EnvMoveRequested(
            WorkloadId environmentId,
            CustomerId actor,
            UUID moveId,
            @Nullable HostId hostId,
            boolean start) implements EnvironmentEvent {}
}
