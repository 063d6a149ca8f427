package io.remotegpu.scheduler.snapshots;

import static java.util.Objects.requireNonNullElse;

import io.remotegpu.contracts.SchedulerEvent.SnapshotDeleteRefused;
import io.remotegpu.contracts.SchedulerEvent.SnapshotDeleted;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.saga.Failure;
import io.remotegpu.saga.Outcome;
import io.remotegpu.saga.Saga;
import io.remotegpu.saga.runtime.SagaProcess;
import org.springframework.stereotype.Component;

/** What follows when a snapshot was removed, or is in use on its host after all. */
@Component
class DropProcess implements SagaProcess<DropSnapshot> {
    private final SnapshotStore snapshots;
    private final Outbox outbox;

    DropProcess(SnapshotStore snapshots, Outbox outbox) {
        this.snapshots = snapshots;
        this.outbox = outbox;
    }

    @Override
    public Saga<DropSnapshot> definition() {
        return DropSnapshot.SAGA;
    }

    @Override
    public void ended(String key, Outcome<DropSnapshot> outcome) {
        switch (outcome) {
            case Outcome.Completed(DropSnapshot data) -> gone(data);
            case Outcome.Compensated(DropSnapshot data, Failure failure) -> stays(data, failure);
        }
    }

    private void gone(DropSnapshot data) {
        snapshots.become(data.snapshotId(), SnapshotStatus.DELETED);
        outbox.publish(new SnapshotDeleted(data.id(), data.snapshotId()));
    }

    private void stays(DropSnapshot data, Failure failure) {
        snapshots.become(data.snapshotId(), SnapshotStatus.READY);
        String reason = requireNonNullElse(data.hostSaid(), failure.reason());
        outbox.publish(new SnapshotDeleteRefused(data.id(), data.snapshotId(), reason));
    }
}
