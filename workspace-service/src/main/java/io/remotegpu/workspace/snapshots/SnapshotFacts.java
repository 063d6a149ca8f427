package io.remotegpu.workspace.snapshots;

import io.remotegpu.contracts.SchedulerEvent.SnapshotDeleteRefused;
import io.remotegpu.contracts.SchedulerEvent.SnapshotDeleted;
import io.remotegpu.contracts.SchedulerEvent.SnapshotFact;
import io.remotegpu.contracts.SchedulerEvent.SnapshotFailed;
import io.remotegpu.contracts.SchedulerEvent.SnapshotLost;
import io.remotegpu.contracts.SchedulerEvent.SnapshotTaken;
import io.remotegpu.workspace.quotas.QuotaLedger;
import io.remotegpu.workspace.quotas.Resources;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps snapshots and the storage that they count for in step with what the scheduler says. What is held is written on the row. */
@Service
class SnapshotFacts {
    private final SnapshotRepository snapshots;
    private final QuotaLedger quotas;

    SnapshotFacts(SnapshotRepository snapshots, QuotaLedger quotas) {
        this.snapshots = snapshots;
        this.quotas = quotas;
    }

    /** A repeat changes nothing; neither does what comes after the snapshot was forgotten. */
    @Transactional
    void apply(SnapshotFact fact, Instant at) {
        snapshots.lock(fact.snapshotId().value()).ifPresent(snapshot -> apply(snapshot, fact, at));
    }

    private void apply(Snapshot snapshot, SnapshotFact fact, Instant at) {
        switch (fact) {
            case SnapshotTaken taken -> taken(snapshot, taken);
            case SnapshotFailed failed -> ended(snapshot, SnapshotStatus.ERROR, failed.reason());
            case SnapshotLost lost ->
                ended(snapshot, SnapshotStatus.LOST, "host " + lost.hostId() + ", which kept it, is lost");
            case SnapshotDeleteRefused refused -> stays(snapshot, refused.reason());
            case SnapshotDeleted _ -> {
                settle(snapshot, 0);
                snapshots.markDeleted(snapshot.id(), at);
            }
        }
    }

    /** One that is being deleted already, or was lost, is not brought back by the news of how it began. */
    private void taken(Snapshot snapshot, SnapshotTaken fact) {
        if (snapshot.status() == SnapshotStatus.CREATING) {
            settle(snapshot, fact.size());
            snapshots.taken(fact);
        }
    }

    private void stays(Snapshot snapshot, String reason) {
        if (snapshot.status() == SnapshotStatus.DELETING) {
            snapshots.become(snapshot.id(), SnapshotStatus.AVAILABLE, reason, snapshot.storageHeld());
        }
    }

    private void ended(Snapshot snapshot, SnapshotStatus status, @Nullable String reason) {
        settle(snapshot, 0);
        snapshots.become(snapshot.id(), status, reason, 0);
    }

    private void settle(Snapshot snapshot, long held) {
        long difference = held - snapshot.storageHeld();
        if (difference != 0) {
            quotas.count(snapshot.customerId(), snapshot.workspaceId(), Resources.storage(difference));
        }
    }
}
