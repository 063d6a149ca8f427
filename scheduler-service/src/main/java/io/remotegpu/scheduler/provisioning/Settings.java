package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.EnvironmentEvent.EnvDatasetsChanged;
import io.remotegpu.contracts.EnvironmentEvent.EnvSettingsChanged;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.scheduler.leases.CapacityFreed;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes what an environment is started with and how it is treated; what runs goes on as it is. Must be called inside a transaction. */
@Component
class Settings {
    private final AllocationStore allocations;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher application;

    Settings(AllocationStore allocations, JdbcClient jdbc, ApplicationEventPublisher application) {
        this.allocations = allocations;
        this.jdbc = jdbc;
        this.application = application;
    }

    void take(EnvDatasetsChanged change) {
        living(
                change.environmentId(),
                known -> remember(known.id(), known.workload().reading(change.datasets())));
    }

    /** Another priority may bring it to the head of the queue. */
    void take(EnvSettingsChanged change) {
        living(change.environmentId(), known -> {
            jdbc.sql("""
                    update allocations
                    set name = :name, priority = :priority, lost_host_policy = :lost_host_policy,
                        max_duration_seconds = :max_duration_seconds, preemption_policy = :preemption_policy
                    where workload_id = :id
                    """)
                    .paramSource(AllocationRow.scheduling(change.scheduling())
                            .addValue("name", change.name())
                            .addValue("id", known.id().value()))
                    .update();
            remember(known.id(), withVariables(known.workload(), change.env()));
            application.publishEvent(new CapacityFreed());
        });
    }

    private void living(WorkloadId id, Consumer<Allocation> change) {
        allocations.lock(id).filter(known -> known.phase() != Phase.DELETED).ifPresent(change);
    }

    private void remember(WorkloadId id, Workload workload) {
        jdbc.sql("update allocations set workload = :workload::jsonb where workload_id = :id")
                .param("workload", AllocationRow.toJson(workload))
                .param("id", id.value())
                .update();
    }

    private static Workload withVariables(Workload workload, @Nullable Map<String, String> env) {
        return env == null ? workload : workload.with(env);
    }
}
