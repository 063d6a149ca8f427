package io.remotegpu.workspace.environments;

import static io.remotegpu.workspace.environments.EnvironmentRows.timestamp;

import io.remotegpu.contracts.WorkloadId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
                            cpu, memory, gpu, storage, ports, compute_held, created_at, updated_at)
                        select :id, :name, :customer, workspace.id, :image, :status, :epoch, :over,
                            :cpu, :memory, :gpu, :storage, cast(:ports as jsonb), :held, :created, :created
                        from workspaces workspace
                        where workspace.id = :workspace and workspace.status = 'active'
                        for key share of workspace
                        """)
                        .param("id", environment.id().value())
                        .param("name", environment.name())
                        .param("customer", environment.customerId().value())
                        .param("workspace", environment.workspaceId().value())
                        .param("image", environment.image())
                        .param("status", environment.standing().status().wireName())
                        .param("epoch", environment.standing().epoch())
                        .param("over", environment.standing().over())
                        .param("cpu", environment.cpu())
                        .param("memory", environment.memory())
                        .param("gpu", environment.gpu())
                        .param("storage", environment.storage())
                        .param(
                                "ports",
                                EnvironmentRows.json(environment.placement().ports()))
                        .param("held", environment.computeHeld())
                        .param("created", timestamp(environment.createdAt()))
                        .update()
                == 1;
    }

    Optional<Environment> find(WorkloadId id) {
        return jdbc.sql("select * from environments where id = :id and deleted_at is null")
                .param("id", id.value())
                .query(EnvironmentRows::environment)
                .optional();
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<Environment> lock(WorkloadId id) {
        return jdbc.sql("select * from environments where id = :id and deleted_at is null for update")
                .param("id", id.value())
                .query(EnvironmentRows::environment)
                .optional();
    }

    /** Writes everything that changes in a life. */
    void update(Environment environment) {
        var placement = environment.placement();
        jdbc.sql("""
                        update environments set name = :name, status = :status, status_reason = :reason,
                            epoch = :epoch, epoch_over = :over, host_id = :host, host_name = :host_name,
                            container_id = :container, pod_name = :pod, runtime = :runtime,
                            gpus = cast(:gpus as jsonb), ports = cast(:ports as jsonb), compute_held = :held,
                            started_at = :started, stopped_at = :stopped, updated_at = :now
                        where id = :id
                        """)
                .param("id", environment.id().value())
                .param("name", environment.name())
                .param("status", environment.standing().status().wireName())
                .param("reason", environment.statusReason())
                .param("epoch", environment.standing().epoch())
                .param("over", environment.standing().over())
                .param("host", text(placement.hostId()))
                .param("host_name", placement.hostName())
                .param("container", placement.containerId())
                .param("pod", placement.podName())
                .param("runtime", placement.runtime())
                .param("gpus", EnvironmentRows.json(placement.gpus()))
                .param("ports", EnvironmentRows.json(placement.ports()))
                .param("held", environment.computeHeld())
                .param("started", timestamp(environment.startedAt()))
                .param("stopped", timestamp(environment.stoppedAt()))
                .param("now", timestamp(clock.instant()))
                .update();
    }

    void markDeleted(WorkloadId id, Instant at) {
        jdbc.sql("update environments set deleted_at = :at where id = :id and deleted_at is null")
                .param("id", id.value())
                .param("at", timestamp(at))
                .update();
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
