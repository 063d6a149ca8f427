package io.remotegpu.scheduler.snapshots;

import io.remotegpu.contracts.EnvironmentEvent.SnapshotDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.SnapshotRequested;
import io.remotegpu.contracts.SchedulerEvent.SnapshotDeleteRefused;
import io.remotegpu.contracts.SchedulerEvent.SnapshotDeleted;
import io.remotegpu.contracts.SchedulerEvent.SnapshotFailed;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.saga.runtime.SagaRunner;
import io.remotegpu.scheduler.leases.Lease;
import io.remotegpu.scheduler.leases.Leases;
import io.remotegpu.scheduler.snapshots.SnapshotStore.Snapshot;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes the wishes about snapshots, each in the transaction that takes in the wish. */
@Component
class Snapshots {
    private final JdbcClient jdbc;
    private final SnapshotStore snapshots;
    private final Leases leases;
    private final SagaRunner sagas;
    private final Outbox outbox;

    Snapshots(JdbcClient jdbc, SnapshotStore snapshots, Leases leases, SagaRunner sagas, Outbox outbox) {
        this.jdbc = jdbc;
        this.snapshots = snapshots;
        this.leases = leases;
        this.sagas = sagas;
        this.outbox = outbox;
    }

    /** Only what runs has files beside its home: a stop removes the container. */
    @EventListener
    void on(SnapshotRequested wish) {
        Optional<WorkspaceId> workspace =
                workspaceIfRunning(wish.environmentId().value());
        Optional<Lease> lease = leases.open(wish.environmentId());
        if (workspace.isEmpty() || lease.isEmpty()) {
            String reason = "it does not run: start it first, a stopped environment is no more than its home";
            outbox.publish(new SnapshotFailed(wish.environmentId(), wish.snapshotId(), reason));
        } else if (snapshots.insert(wish.snapshotId(), workspace.get(), lease.get())) {
            begin(wish, lease.get());
        }
    }

    @EventListener
    void on(SnapshotDeleteRequested wish) {
        sagas.lockActive(wish.snapshotId().value());
        Snapshot known = snapshots.lock(wish.snapshotId()).orElse(null);
        if (known == null) {
            outbox.publish(new SnapshotDeleted(wish.environmentId(), wish.snapshotId()));
            return;
        }
        switch (known.status()) {
            case READY -> drop(known);
            case TAKING -> refuse(known, "it is being taken: wait for that to end");
            case FAILED, DELETED, LOST -> outbox.publish(new SnapshotDeleted(known.workloadId(), known.id()));
            case DELETING -> {} // its end is the answer
        }
    }

    private void begin(SnapshotRequested wish, Lease lease) {
        sagas.start(
                KeepSnapshot.SAGA,
                wish.snapshotId().value(),
                new KeepSnapshot(
                        wish.snapshotId(),
                        wish.environmentId(),
                        lease.hostId(),
                        lease.hostName(),
                        lease.epoch(),
                        null,
                        null));
    }

    private void drop(Snapshot known) {
        Optional<String> user = snapshots.user(known.id());
        if (user.isPresent()) {
            refuse(known, "environment " + user.get() + " starts from it: delete that first");
            return;
        }
        snapshots.become(known.id(), SnapshotStatus.DELETING);
        sagas.start(
                DropSnapshot.SAGA,
                known.id().value(),
                new DropSnapshot(known.id(), known.workloadId(), known.hostId(), known.epoch(), null));
    }

    private void refuse(Snapshot known, String reason) {
        outbox.publish(new SnapshotDeleteRefused(known.workloadId(), known.id(), reason));
    }

    private Optional<WorkspaceId> workspaceIfRunning(String id) {
        return jdbc.sql("select workspace_id from allocations where workload_id = :id and phase = 'running'")
                .param("id", id)
                .query(Long.class)
                .optional()
                .map(WorkspaceId::new);
    }
}
