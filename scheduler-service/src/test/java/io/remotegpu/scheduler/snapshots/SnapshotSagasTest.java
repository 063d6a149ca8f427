package io.remotegpu.scheduler.snapshots;

import static io.remotegpu.saga.testing.SagaScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.RemoveSnapshot;
import io.remotegpu.contracts.NodeCommand.TakeSnapshot;
import io.remotegpu.contracts.NodeEvent.SnapshotCommitted;
import io.remotegpu.contracts.NodeEvent.SnapshotNotCommitted;
import io.remotegpu.contracts.NodeEvent.SnapshotNotRemoved;
import io.remotegpu.contracts.NodeEvent.SnapshotRemoved;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.saga.Failure;
import io.remotegpu.saga.testing.SagaScenario;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SnapshotSagasTest {
    private static final WorkloadId ENV = new WorkloadId("env-1");
    private static final HostId HOST = new HostId("host-1");
    private static final SnapshotId SNAPSHOT = new SnapshotId("snap-1");
    private static final SnapshotId OTHER = new SnapshotId("snap-2");
    private static final TakeSnapshot TAKE = new TakeSnapshot(HOST, ENV, 7, SNAPSHOT);
    private static final RemoveSnapshot REMOVE = new RemoveSnapshot(HOST, ENV, 7, SNAPSHOT);
    private static final SnapshotCommitted COMMITTED =
            new SnapshotCommitted(HOST, ENV, 7, SNAPSHOT, "image", 5, Instant.EPOCH);
    private static final SnapshotNotCommitted NOT_COMMITTED =
            new SnapshotNotCommitted(HOST, ENV, 7, SNAPSHOT, "no space left on device");
    private static final SnapshotRemoved REMOVED = new SnapshotRemoved(HOST, ENV, 7, SNAPSHOT);
    private static final SnapshotNotRemoved NOT_REMOVED =
            new SnapshotNotRemoved(HOST, ENV, 7, SNAPSHOT, "a container uses it");

    @Test
    void keepsTheImage() {
        var scenario = keep().sends(TAKE).when(COMMITTED).isCompleted();
        assertThat(scenario.progress().data().committed()).isEqualTo(COMMITTED);
    }

    @Test
    void hasNothingToUndoWhenTheHostRefuses() {
        keep().when(NOT_COMMITTED).sendsNothing().isCompensated().becauseOf(Failure.Kind.REFUSED);
    }

    @Test
    void asksASilentHostUntilNothingIsLeftThere() {
        keep().silence()
                .sends(REMOVE)
                .ignores(NOT_REMOVED)
                .silence()
                .sends(REMOVE)
                .when(REMOVED)
                .isCompensated()
                .becauseOf(Failure.Kind.TIMED_OUT);
    }

    @Test
    void anImageThatComesTooLateIsRemovedAllTheSame() {
        keep().silence().ignores(COMMITTED).when(REMOVED).isCompensated();
    }

    @Test
    void ignoresOtherSnapshotsOtherHostsAndRepeats() {
        keep().ignores(new SnapshotCommitted(HOST, ENV, 7, OTHER, "image", 5, Instant.EPOCH))
                .ignores(new SnapshotRemoved(HOST, ENV, 7, SNAPSHOT))
                .ignores(new SnapshotCommitted(new HostId("host-2"), ENV, 7, SNAPSHOT, "image", 5, Instant.EPOCH))
                .when(COMMITTED)
                .ignores(COMMITTED)
                .ignores(NOT_COMMITTED);
    }

    @Test
    void removesTheImageHoweverLongTheHostIsSilent() {
        drop().sends(REMOVE)
                .silence()
                .sends(REMOVE)
                .silence()
                .sends(REMOVE)
                .when(REMOVED)
                .isCompleted();
    }

    @Test
    void aRemovalCannotBeAborted() {
        drop().aborted("never mind").sendsNothing().isRunning();
    }

    @Test
    void believesAHostThatUsesTheImage() {
        var scenario = drop().when(NOT_REMOVED).sendsNothing().isCompensated();
        assertThat(scenario.progress().data().hostSaid()).isEqualTo("a container uses it");
    }

    @Test
    void aRemovalIgnoresOtherSnapshotsAndRepeats() {
        drop().ignores(new SnapshotRemoved(HOST, ENV, 7, OTHER))
                .when(REMOVED)
                .ignores(REMOVED)
                .ignores(NOT_REMOVED);
    }

    private static SagaScenario<KeepSnapshot> keep() {
        return given(KeepSnapshot.SAGA, new KeepSnapshot(SNAPSHOT, ENV, HOST, "one", 7, null, null));
    }

    private static SagaScenario<DropSnapshot> drop() {
        return given(DropSnapshot.SAGA, new DropSnapshot(SNAPSHOT, ENV, HOST, 7, null));
    }
}
