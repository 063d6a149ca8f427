package io.remotegpu.contracts;

import io.remotegpu.contracts.workload.Workload;

/**
 * What gis-service-manager wants of a GIS service, {@code gis-…}, after it has checked quota and configuration. Keyed by service. The scheduler answers with
 * a {@link SchedulerEvent}. Each wish holds all that is wanted, and of two the one with the larger {@code generation} counts, however late it comes.
 */
public sealed interface GisEvent extends Event {
    WorkloadId serviceId();

    /** Grows with every wish of the service. */
    long generation();

    @Override
    default String topic() {
        return Topics.GIS;
    }

    @Override
    default String key() {
        return serviceId().value();
    }

    /**
     * It is wanted running with exactly this workload. One that runs with it already goes on as it is, one that runs with another is stopped and started
     * again. {@code workspaceId} is whose account its use is charged to; {@code name} is what its owner calls it.
     */
    @WireType("gis.start-requested.v1")
    record GisStartRequested(
            WorkloadId serviceId,
            long generation,
            CustomerId customerId,
            WorkspaceId workspaceId,
            String name,
            Workload workload)
            implements GisEvent {}

    /** It is wanted stopped and then running with this workload, whatever it runs with now. */
    @WireType("gis.restart-requested.v1")
    record GisRestartRequested(
            WorkloadId serviceId,
            long generation,
            CustomerId customerId,
            WorkspaceId workspaceId,
            String name,
            Workload workload)
            implements GisEvent {}

    /** Stop it, keep its volumes. */
    @WireType("gis.stop-requested.v1")
    record GisStopRequested(WorkloadId serviceId, long generation, CustomerId actor) implements GisEvent {}

    /** Stop it wherever it is and remove it with its volumes and files. Nothing can be wanted of it afterwards. */
    @WireType("gis.delete-requested.v1")
    record GisDeleteRequested(WorkloadId serviceId, long generation, CustomerId actor) implements GisEvent {}
}
