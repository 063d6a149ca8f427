package io.remotegpu.scheduler.snapshots;

import static java.util.Objects.requireNonNull;

import io.remotegpu.contracts.NodeEvent.SnapshotCommitted;
import io.remotegpu.contracts.SchedulerEvent.SnapshotFailed;
import io.remotegpu.contracts.SchedulerEvent.SnapshotTaken;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.saga.Failure;
import io.remotegpu.saga.Outcome;
import io.remotegpu.saga.Saga;
import io.remotegpu.saga.runtime.SagaProcess;
import org.springframework.stereotype.Component;

/** What follows when a snapshot was taken or not. */
@Component
class KeepProcess implements SagaProcess<KeepSnapshot> {
    private final SnapshotStore snapshots;
    private final Outbox outbox;

    KeepProcess(SnapshotStore snapshots, Outbox outbox) {
        this.snapshots = snapshots;
        this.outbox = outbox;
    }

    @Override
    public Saga<KeepSnapshot> definition() {
        return KeepSnapshot.SAGA;
    }

    @Override
    public void ended(String key, Outcome<KeepSnapshot> outcome) {
        switch (outcome) {
            case Outcome.Completed(KeepSnapshot data) -> taken(data);
            case Outcome.Compensated(KeepSnapshot data, Failure failure) -> failed(data, failure);
        }
    }

    private void taken(KeepSnapshot data) {
        SnapshotCommitted image = requireNonNull(data.committed(), "a completed snapshot has its image");
        snapshots.ready(image);
        outbox.publish(new SnapshotTaken(
                data.id(),
                data.snapshotId(),
                data.hostId(),
                data.hostName(),
                image.image(),
                image.size(),
                image.committedAt()));
    }

    private void failed(KeepSnapshot data, Failure failure) {
        snapshots.become(data.snapshotId(), SnapshotStatus.FAILED);
        String reason = data.refused() == null
                ? "host " + data.hostName() + " did not finish it: " + failure.reason()
                : data.refused().reason();
        outbox.publish(new SnapshotFailed(data.id(), data.snapshotId(), reason));
    }
}
