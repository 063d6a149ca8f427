package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.journal.Phase;
import io.remotegpu.agent.journal.WorkloadRecord;
import io.remotegpu.agent.runtime.SnapshotImage;
import io.remotegpu.agent.runtime.Snapshots;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.NodeCommand.RemoveSnapshot;
import io.remotegpu.contracts.NodeCommand.TakeSnapshot;
import io.remotegpu.contracts.NodeEvent.SnapshotCommitted;
import io.remotegpu.contracts.NodeEvent.SnapshotNotCommitted;
import io.remotegpu.contracts.NodeEvent.SnapshotNotRemoved;
import io.remotegpu.contracts.NodeEvent.SnapshotRemoved;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out TakeSnapshot and RemoveSnapshot. An image that is there already is the answer, whatever became of its container since. */
final class Snapshotting {
    private static final Logger log = LoggerFactory.getLogger(Snapshotting.class);

    private final Snapshots snapshots;
    private final Answers answers;

    Snapshotting(Snapshots snapshots, Answers answers) {
        this.snapshots = snapshots;
        this.answers = answers;
    }

    void take(WorkloadLane lane, TakeSnapshot command, @Nullable String trace) {
        try {
            SnapshotImage image = existing(command).orElseGet(() -> commit(lane.known(), command));
            log.info("{} of {} is {} MiB", command.snapshotId(), command.workloadId(), image.size());
            answers.say(committed(command, image), trace);
        } catch (RuntimeException refused) {
            log.warn("{} was not taken: {}", command.snapshotId(), refused.getMessage());
            String reason = WorkloadFailure.of(refused).reason();
            answers.say(
                    new SnapshotNotCommitted(
                            answers.host(), command.workloadId(), command.epoch(), command.snapshotId(), reason),
                    trace);
        }
    }

    void remove(RemoveSnapshot command, @Nullable String trace) {
        try {
            snapshots.remove(command.snapshotId());
            answers.say(
                    new SnapshotRemoved(answers.host(), command.workloadId(), command.epoch(), command.snapshotId()),
                    trace);
        } catch (RuntimeException refused) {
            String reason = WorkloadFailure.of(refused).reason();
            answers.say(
                    new SnapshotNotRemoved(
                            answers.host(), command.workloadId(), command.epoch(), command.snapshotId(), reason),
                    trace);
        }
    }

    private Optional<SnapshotImage> existing(TakeSnapshot command) {
        return snapshots.find(command.snapshotId());
    }

    private SnapshotImage commit(WorkloadRecord known, TakeSnapshot command) {
        String container = known.containerId();
        if (known.phase() != Phase.RUNNING || known.epoch() != command.epoch() || container == null) {
            throw new IllegalStateException("epoch " + command.epoch() + " of it does not run on this host");
        }
        return snapshots.take(container, command.snapshotId());
    }

    private SnapshotCommitted committed(TakeSnapshot command, SnapshotImage image) {
        return new SnapshotCommitted(
                answers.host(),
                command.workloadId(),
                command.epoch(),
                command.snapshotId(),
                image.reference(),
                image.size(),
                image.createdAt());
    }
}
