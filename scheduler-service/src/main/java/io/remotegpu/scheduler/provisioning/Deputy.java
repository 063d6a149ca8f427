package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.NodeEvent.ResourcesNotUpdated;
import io.remotegpu.contracts.NodeEvent.ResourcesRestored;
import io.remotegpu.contracts.NodeEvent.SnapshotNotCommitted;
import io.remotegpu.contracts.NodeEvent.SnapshotRemoved;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.GpuEvidence;
import io.remotegpu.saga.runtime.SagaRunner;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Answers sagas in the place of hosts that were given up: nothing runs there any more, and nothing there can be shown clean. So every saga
 * ends by its own table and on its own terms. What a saga does not wait for it passes over.
 */
@Component
class Deputy {
    private static final Logger LOG = LoggerFactory.getLogger(Deputy.class);
    private static final String LOST = "its host was given up";

    private final JdbcClient jdbc;
    private final SagaRunner sagas;
    private final Clock clock;

    Deputy(JdbcClient jdbc, SagaRunner sagas, Clock clock) {
        this.jdbc = jdbc;
        this.sagas = sagas;
        this.clock = clock;
    }

    private record Waiting(
            String key,
            HostId host,
            WorkloadId id,
            long epoch,
            @Nullable String snapshot) {}

    @Scheduled(fixedDelayString = "${scheduler.hosts.watch-every:2s}")
    void watch() {
        waiting().forEach(this::answer);
    }

    private void answer(Waiting saga) {
        try {
            answers(saga).forEach(fact -> sagas.advance(saga.key(), fact));
        } catch (RuntimeException failure) {
            LOG.error("saga {} could not be answered for host {}", saga.key(), saga.host(), failure);
        }
    }

    private List<NodeEvent> answers(Waiting saga) {
        HostId host = saga.host();
        WorkloadId id = saga.id();
        long epoch = saga.epoch();
        if (saga.snapshot() != null) {
            var snapshot = new SnapshotId(saga.snapshot());
            return List.of(
                    new SnapshotNotCommitted(host, id, epoch, snapshot, LOST),
                    new SnapshotRemoved(host, id, epoch, snapshot));
        }
        List<NodeEvent> facts = new ArrayList<>();
        facts.add(new ContainerFailed(host, id, epoch, FailureCause.HOST_ERROR, LOST, null));
        facts.add(new ContainerStopped(host, id, epoch, null));
        facts.add(new GpuDirty(host, id, epoch, evidence(epoch)));
        facts.add(new WorkloadRemoved(host, id, epoch));
        facts.add(new ResourcesNotUpdated(host, id, epoch, LOST));
        facts.add(new ResourcesRestored(host, id, epoch));
        return facts;
    }

    private List<GpuEvidence> evidence(long epoch) {
        return jdbc
                .sql("select gpu_uuid from gpu_leases where epoch = :epoch and closed_at is null")
                .param("epoch", epoch)
                .query(String.class)
                .list()
                .stream()
                .map(uuid -> new GpuEvidence(uuid, 0, List.of(), LOST, Instant.now(clock)))
                .toList();
    }

    /** All sagas name their host in one of two places. */
    private List<Waiting> waiting() {
        return jdbc.sql("""
                select correlation_key, h.host_id, data ->> 'id' as id, data ->> 'snapshot_id' as snapshot,
                       coalesce(data ->> 'epoch', data -> 'lease' ->> 'epoch')::bigint as epoch
                from sagas join hosts h on h.host_id = coalesce(data ->> 'host_id', data -> 'lease' ->> 'host_id')
                where state in ('running', 'compensating') and h.health = 'unknown'
                  and (h.lost_at is not null or data -> 'ending' ->> 'cause' = 'HOST_LOST')
                order by sagas.created_at
                """)
                .query((row, number) -> new Waiting(
                        row.getString("correlation_key"),
                        new HostId(row.getString("host_id")),
                        new WorkloadId(row.getString("id")),
                        row.getLong("epoch"),
                        row.getString("snapshot")))
                .list();
    }
}
