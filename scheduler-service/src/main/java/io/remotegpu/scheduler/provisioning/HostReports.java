package io.remotegpu.scheduler.provisioning;

import static java.util.Objects.requireNonNull;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.AttestedWorkload;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.scheduler.provisioning.StopWorkload.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Compares what hosts say about running workloads with what should run there. What a host says about another host's workloads is passed over. */
@Component
public class HostReports {
    /** A heartbeat may have been written just before its host started something. */
    private static final Duration JUST_STARTED = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final AllocationStore allocations;
    private final Provisioning provisioning;
    private final GpuAccessReports gpuAccess;
    private final Outbox outbox;
    private final TransactionTemplate transaction;

    HostReports(
            JdbcClient jdbc,
            AllocationStore allocations,
            Provisioning provisioning,
            GpuAccessReports gpuAccess,
            Outbox outbox,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.allocations = allocations;
        this.provisioning = provisioning;
        this.gpuAccess = gpuAccess;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /** It ended by itself: its GPUs are proven clean and released, and its owner is told why it ended. */
    public void exited(ContainerExited fact) {
        var cause = fact.outOfMemory() ? FailureCause.OUT_OF_MEMORY : FailureCause.EXITED;
        ended(
                fact.hostId(),
                fact.workloadId(),
                fact.epoch(),
                new Ending(cause, fact.reason(), fact.exitedAt(), fact.logTail()));
    }

    private record Expected(String host, WorkloadId id, long epoch, Phase phase, Instant startedAt) {}

    /** One indexed read for all the hosts while all is as expected; each difference is a transaction of its own. At most one heartbeat of each. */
    public void compare(Collection<HostHeartbeat> heartbeats) {
        Map<String, HostHeartbeat> byHost = heartbeats.stream()
                .collect(Collectors.toMap(heartbeat -> heartbeat.hostId().value(), Function.identity()));
        expectedOn(byHost.keySet()).forEach(expected -> compare(expected, requireNonNull(byHost.get(expected.host()))));
    }

    private void compare(Expected expected, HostHeartbeat heartbeat) {
        boolean runs = attested(expected, heartbeat)
                .map(AttestedWorkload::state)
                .filter(state -> switch (state) {
                    case STARTING, RUNNING, STOPPING -> true;
                    case STOPPED, EXITED -> false;
                })
                .isPresent();
        if (runs && expected.phase() == Phase.UNKNOWN) {
            recovered(expected, heartbeat);
        }
        if (!runs && heartbeat.at().isAfter(expected.startedAt().plus(JUST_STARTED))) {
            var ending = new Ending(FailureCause.EXITED, "its host does not run it any more", heartbeat.at());
            ended(heartbeat.hostId(), expected.id(), expected.epoch(), ending);
        }
    }

    private static Optional<AttestedWorkload> attested(Expected expected, HostHeartbeat heartbeat) {
        return heartbeat.workloads().stream()
                .filter(workload -> workload.workloadId().equals(expected.id()) && workload.epoch() == expected.epoch())
                .findFirst();
    }

    private void ended(HostId host, WorkloadId id, long epoch, Ending ending) {
        transaction.executeWithoutResult(status -> provisioning
                .lock(id)
                .filter(allocation -> isUp(allocation, host, epoch))
                .ifPresent(allocation -> provisioning.stop(allocation, ending)));
    }

    private void recovered(Expected expected, HostHeartbeat heartbeat) {
        transaction.executeWithoutResult(status -> allocations
                .lock(expected.id())
                .filter(allocation ->
                        allocation.phase() == Phase.UNKNOWN && isUp(allocation, heartbeat.hostId(), expected.epoch()))
                .ifPresent(allocation -> {
                    allocations.phase(allocation.id(), Phase.RUNNING);
                    outbox.publish(
                            new EnvRecovered(allocation.id(), heartbeat.hostId(), allocation.epoch(), heartbeat.at()));
                    gpuAccess.tellAgain(allocation, heartbeat.hostId(), heartbeat.at());
                }));
    }

    private static boolean isUp(Allocation allocation, HostId host, long epoch) {
        return allocation.epoch() == epoch
                && host.equals(allocation.hostId())
                && (allocation.phase() == Phase.RUNNING || allocation.phase() == Phase.UNKNOWN);
    }

    private List<Expected> expectedOn(Set<String> hosts) {
        return jdbc.sql("""
                select host_id, workload_id, epoch, phase, started_at from allocations
                where host_id = any(:hosts) and phase in ('running', 'unknown')
                """)
                .param("hosts", hosts.toArray(String[]::new))
                .query((row, number) -> new Expected(
                        row.getString("host_id"),
                        new WorkloadId(row.getString("workload_id")),
                        row.getLong("epoch"),
                        Phase.of(row.getString("phase")),
                        row.getTimestamp("started_at").toInstant()))
                .list();
    }
}
