package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Workload;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code allocations}. Whoever changes a row has locked it first; a saga's row is always locked before its allocation's. */
@Component
class AllocationStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    AllocationStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** As it is now; empty, and nothing happens, if it is known already, even if it was deleted since. */
    Optional<Allocation> insert(EnvRequested request, Workload workload, @Nullable HostId home) {
        return jdbc.sql("""
                insert into allocations (workload_id, customer_id, workspace_id, name, workload, desired, phase, home_host_id, priority,
                                         lost_host_policy, max_duration_seconds, preemption_policy, snapshot_id,
                                         wanted_since, created_at, updated_at)
                values (:workload_id, :customer_id, :workspace_id, :name, :workload::jsonb, 'running', 'stopped', :home, :priority,
                        :lost_host_policy, :max_duration_seconds, :preemption_policy, :snapshot_id, :now, :now, :now)
                on conflict (workload_id) do nothing
                returning *
                """)
                .paramSource(AllocationRow.asked(request)
                        .addValue("workload", AllocationRow.toJson(workload))
                        .addValue("home", home == null ? null : home.value())
                        .addValue("now", now()))
                .query(AllocationRow::read)
                .optional();
    }

    /** What runs from its next start on, and how it is called and treated. */
    void workload(EnvRequested request) {
        jdbc.sql("""
                update allocations set workload = :workload::jsonb, name = :name, lost_host_policy = :lost_host_policy, updated_at = :now
                where workload_id = :workload_id
                """)
                .paramSource(AllocationRow.asked(request)
                        .addValue("workload", AllocationRow.toJson(request.workload()))
                        .addValue("now", now()))
                .update();
    }

    Optional<Allocation> find(WorkloadId id) {
        return jdbc.sql("select * from allocations where workload_id = :id")
                .param("id", id.value())
                .query(AllocationRow::read)
                .optional();
    }

    Optional<Allocation> lock(WorkloadId id) {
        return jdbc.sql("select * from allocations where workload_id = :id for update")
                .param("id", id.value())
                .query(AllocationRow::read)
                .optional();
    }

    void want(WorkloadId id, Desired desired, boolean restart) {
        jdbc.sql("""
                update allocations
                set desired = :desired, restart_wanted = :restart, updated_at = :now,
                    wanted_since = case when :desired = 'running' and desired <> 'running' then cast(:now as timestamptz) else wanted_since end
                where workload_id = :id
                """)
                .param("desired", desired.wireName())
                .param("restart", restart)
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    void phase(WorkloadId id, Phase phase) {
        jdbc.sql("update allocations set phase = :phase, updated_at = :now where workload_id = :id")
                .param("phase", phase.wireName())
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    /** It is being taken down; a restart that was wanted is under way with that. */
    void stopping(WorkloadId id) {
        jdbc.sql("""
                update allocations set phase = 'stopping', restart_wanted = false, updated_at = :now where workload_id = :id
                """).param("now", now()).param("id", id.value()).update();
    }

    /** It runs. From here on its files are on that host, and earlier failures no longer count. */
    Allocation running(ContainerStarted started) {
        return jdbc.sql("""
                update allocations
                set phase = 'running', restart_wanted = false, host_id = :host, home_host_id = :host, epoch = :epoch,
                    container_id = :container, started_at = :startedAt, stopped_at = null, attempts = 0, avoided_hosts = '{}',
                    degraded_since = null, degraded_reason = null,
                    updated_at = :now
                where workload_id = :id
                returning *
                """)
                .param("host", started.hostId().value())
                .param("epoch", started.epoch())
                .param("container", started.containerId())
                .param("startedAt", Timestamp.from(started.startedAt()))
                .param("now", now())
                .param("id", started.workloadId().value())
                .query(AllocationRow::read)
                .single();
    }

    /** It is down, for whatever reason, and holds nothing. */
    void down(WorkloadId id, Phase phase, @Nullable Instant stoppedAt) {
        jdbc.sql("""
                update allocations
                set phase = :phase, container_id = null, stopped_at = coalesce(:stoppedAt, stopped_at), degraded_since = null,
                    degraded_reason = null, updated_at = :now
                where workload_id = :id
                """)
                .param("phase", phase.wireName())
                .param("stoppedAt", stoppedAt == null ? null : Timestamp.from(stoppedAt))
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    /** It will never start again, so nobody needs to know how; variables, arguments and files may be secrets. */
    void forgetWorkload(WorkloadId id) {
        jdbc.sql("""
                update allocations
                set workload = workload || '{"image": "", "argv": [], "env": {}, "ports": [], "volumes": [], "files": [], "process": null}'::jsonb
                where workload_id = :id
                """).param("id", id.value()).update();
    }

    /** A start failed there. */
    void failedOn(WorkloadId id, HostId host, long epoch, int attempts, List<HostId> avoided) {
        jdbc.sql("""
                update allocations
                set host_id = :host, epoch = :epoch, attempts = :attempts, avoided_hosts = :avoided, updated_at = :now
                where workload_id = :id
                """)
                .param("host", host.value())
                .param("epoch", epoch)
                .param("attempts", attempts)
                .param("avoided", avoided.stream().map(HostId::value).toArray(String[]::new))
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    /** It starts elsewhere, without the home that it had there. */
    void leave(WorkloadId id, HostId host) {
        jdbc.sql("""
                update allocations set home_host_id = null, avoided_hosts = array_append(avoided_hosts, :host), updated_at = :now
                where workload_id = :id
                """)
                .param("host", host.value())
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    /** Nobody tries again until somebody asks: the count of failures starts over. */
    void giveUp(WorkloadId id) {
        jdbc.sql("""
                update allocations set desired = 'stopped', attempts = 0, avoided_hosts = '{}', updated_at = :now
                where workload_id = :id and desired = 'running'
                """).param("now", now()).param("id", id.value()).update();
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }
}
