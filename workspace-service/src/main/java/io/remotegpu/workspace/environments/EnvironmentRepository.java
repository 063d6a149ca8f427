package io.remotegpu.workspace.environments;

import static io.remotegpu.workspace.environments.EnvironmentRows.timestamp;

import io.remotegpu.contracts.WorkloadId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deleted environments keep their row, for bills and audits, and are seen by nobody. */
@Repository
class EnvironmentRepository {
    private final JdbcClient jdbc;
    private final Clock clock;

    EnvironmentRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return false if the workspace was archived meanwhile; a workspace that gets one cannot be archived before the commit */
    boolean insert(Environment environment) {
        return jdbc.sql("""
            insert into environments (id, name, customer_id, workspace_id, image, status, epoch, epoch_over,
                cpu, memory, gpu, storage, ports, compute_held, created_at, updated_at,
                gpu_spec, host_selector, disk, template_id, snapshot_id, priority, lost_host_policy, preemption_policy,
                max_duration, idle_policy)
            select :id, :name, :customer_id, workspace.id, :image, :status, :epoch, :epoch_over,
                :cpu, :memory, :gpu, :storage, cast(:ports as jsonb), :compute_held, :created_at, :created_at,
                cast(:gpu_spec as jsonb), cast(:host_selector as jsonb), :disk, :template_id, :snapshot_id, :priority, :lost_host_policy,
                :preemption_policy, :max_duration, cast(:idle_policy as jsonb)
            from workspaces workspace
            where workspace.id = :workspace_id and workspace.status = 'active'
            for key share of workspace
            """).paramSource(EnvironmentRows.all(environment)).update() == 1;
    }

    Optional<Environment> find(WorkloadId id) {
        return jdbc.sql(EnvironmentRows.SELECT + " where id = :id and deleted_at is null")
                .param("id", id.value())
                .query(EnvironmentRows::environment)
                .optional();
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<Environment> lock(WorkloadId id) {
        return jdbc.sql(EnvironmentRows.SELECT + " where id = :id and deleted_at is null for update")
                .param("id", id.value())
                .query(EnvironmentRows::environment)
                .optional();
    }

    /** Writes everything that changes while it exists. */
    void update(Environment environment) {
        jdbc.sql("""
            update environments set name = :name, status = :status, status_reason = :status_reason,
                epoch = :epoch, epoch_over = :epoch_over, host_id = :host_id, host_name = :host_name,
                container_id = :container_id, pod_name = :pod_name, runtime = :runtime,
                gpus = cast(:gpus as jsonb), ports = cast(:ports as jsonb), compute_held = :compute_held,
                started_at = :started_at, stopped_at = :stopped_at, cpu = :cpu, memory = :memory,
                priority = :priority, lost_host_policy = :lost_host_policy,
                preemption_policy = :preemption_policy, max_duration = :max_duration,
                idle_policy = cast(:idle_policy as jsonb), resize_id = :resize_id, resize_cpu = :resize_cpu,
                resize_memory = :resize_memory, updated_at = :now
            where id = :id
            """)
                .paramSource(EnvironmentRows.changing(environment).addValue("now", timestamp(clock.instant())))
                .update();
    }

    void markDeleted(WorkloadId id, Instant at) {
        jdbc.sql("update environments set deleted_at = :at where id = :id and deleted_at is null")
                .param("id", id.value())
                .param("at", timestamp(at))
                .update();
    }
}
