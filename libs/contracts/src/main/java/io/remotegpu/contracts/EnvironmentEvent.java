package io.remotegpu.contracts;

import io.remotegpu.contracts.workload.Workload;

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

    /** A new environment is wanted, running. Quota is already reserved for it. {@code name} is what its owner calls it. */
    @WireType("workspace.env-requested.v1")
    record EnvRequested(
            WorkloadId environmentId, CustomerId customerId, WorkspaceId workspaceId, String name, Workload workload)
            implements EnvironmentEvent {}

    /** A stopped or failed environment is wanted running again, with the workload it was created with. */
    @WireType("workspace.env-start-requested.v1")
    record EnvStartRequested(WorkloadId environmentId, CustomerId actor) implements EnvironmentEvent {}

    /** Stop it, keep its home. */
    @WireType("workspace.env-stop-requested.v1")
    record EnvStopRequested(WorkloadId environmentId, CustomerId actor) implements EnvironmentEvent {}

    /** Stop it and bring it up again; it may get other GPUs. */
    @WireType("workspace.env-restart-requested.v1")
    record EnvRestartRequested(WorkloadId environmentId, CustomerId actor) implements EnvironmentEvent {}

    /** Stop it wherever it is and remove it with its home. */
    @WireType("workspace.env-delete-requested.v1")
    record EnvDeleteRequested(WorkloadId environmentId, CustomerId actor) implements EnvironmentEvent {}
}
