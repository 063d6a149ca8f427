package io.remotegpu.scheduler.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.EnvironmentEvent.SnapshotDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.SnapshotRequested;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeCommand.TakeSnapshot;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.SnapshotDeleteRefused;
import io.remotegpu.contracts.SchedulerEvent.SnapshotDeleted;
import io.remotegpu.contracts.SchedulerEvent.SnapshotFact;
import io.remotegpu.contracts.SchedulerEvent.SnapshotFailed;
import io.remotegpu.contracts.SchedulerEvent.SnapshotTaken;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.Workloads;
import io.remotegpu.scheduler.provisioning.RunningScheduler;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Snapshots and what starts from them, on real PostgreSQL and Kafka; only the hosts are fakes. */
class SnapshotsIT extends RunningScheduler {
    private static final WorkspaceId OURS = new WorkspaceId(1);

    private final SnapshotId snapshot =
            new SnapshotId("snap-" + UUID.randomUUID().toString().substring(0, 8));
    private FakeAgent host;
    private WorkloadId env;

    @BeforeEach
    void runAnEnvironment() {
        host = world.host(1);
        env = world.request(1);
        world.awaitRunning(env, 0);
    }

    @Test
    void isKeptOnItsHostAndOutlivesItsEnvironment() {
        SnapshotTaken taken = take();
        assertThat(taken.hostId()).isEqualTo(host.host());
        assertThat(taken.size()).isEqualTo(100);

        world.publisher.publish(new EnvDeleteRequested(env, OWNER));
        world.await(EnvDeleted.class, env);
        assertThat(host.engine.snapshots()).containsExactly(snapshot);

        world.publisher.publish(new SnapshotDeleteRequested(env, OWNER, snapshot));
        said(SnapshotDeleted.class);
        assertThat(host.engine.snapshots()).isEmpty();
    }

    @Test
    void whatStartsFromItStartsOnItsHostWithItsImageThoughOthersAreFree() {
        take();
        world.host(4);
        WorkloadId copy = request(OURS, snapshot, 1);
        // the only GPU there is taken
        assertThat(world.await(EnvQueued.class, copy).reason())
                .contains(host.host().value());

        world.publisher.publish(new EnvStopRequested(env, OWNER));
        world.await(EnvStopped.class, env);
        assertThat(world.awaitRunning(copy, 0).hostId()).isEqualTo(host.host());
        StartContainer start = world.probe.await(
                StartContainer.class, command -> command.workloadId().equals(copy));
        assertThat(start.workload().image()).isEqualTo("remotegpu-snapshot/" + snapshot + ":latest");
    }

    @Test
    void staysWhileEnvironmentsStartFromIt() {
        take();
        WorkloadId copy = request(OURS, snapshot, 0);
        world.awaitRunning(copy, 0);
        world.publisher.publish(new SnapshotDeleteRequested(env, OWNER, snapshot));
        assertThat(said(SnapshotDeleteRefused.class).reason()).contains(copy.value());

        world.publisher.publish(new EnvDeleteRequested(copy, OWNER));
        world.await(EnvDeleted.class, copy);
        world.publisher.publish(new SnapshotDeleteRequested(env, OWNER, snapshot));
        said(SnapshotDeleted.class);
    }

    @Test
    void nobodyElseStartsFromItNorByTheNameOfItsImage() {
        take();
        WorkloadId stranger = request(new WorkspaceId(2), snapshot, 0);
        assertThat(world.await(EnvFailed.class, stranger).reason()).contains("has no snapshot " + snapshot);
        WorkloadId gone = request(OURS, new SnapshotId("snap-never"), 0);
        assertThat(world.await(EnvFailed.class, gone).cause()).isEqualTo(FailureCause.INVALID_WORKLOAD);

        var byName = new WorkloadId("env-" + UUID.randomUUID());
        world.publisher.publish(new EnvRequested(
                byName,
                new CustomerId(9),
                new WorkspaceId(2),
                "sly",
                Workloads.withGpus(0).from("docker.io/remotegpu-snapshot/" + snapshot)));
        assertThat(world.await(EnvFailed.class, byName).cause()).isEqualTo(FailureCause.INVALID_WORKLOAD);
        assertThat(host.everStarted()).hasSize(1);
    }

    @Test
    void tellsTheHostsWordsWhenItFails() {
        host.engine.refuses("no space left on device");
        request();

        assertThat(said(SnapshotFailed.class).reason()).isEqualTo("no space left on device");
        assertThat(host.engine.snapshots()).isEmpty();
    }

    @Test
    void isTakenOnceHoweverOftenItIsAskedFor() {
        take();
        request();
        request();
        world.publisher.publish(new SnapshotDeleteRequested(env, OWNER, snapshot));
        said(SnapshotDeleted.class);

        assertThat(world.probe.messages(TakeSnapshot.class)).hasSize(1);
        assertThat(world.said(SnapshotTaken.class, env)).hasSize(1);
    }

    @Test
    void whatDoesNotRunHasNothingToKeep() {
        world.publisher.publish(new EnvStopRequested(env, OWNER));
        world.await(EnvStopped.class, env);
        request();

        assertThat(said(SnapshotFailed.class).reason()).startsWith("it does not run");
    }

    private SnapshotTaken take() {
        request();
        return said(SnapshotTaken.class);
    }

    private void request() {
        world.publisher.publish(new SnapshotRequested(env, OWNER, snapshot));
    }

    private <F extends SnapshotFact> F said(Class<F> type) {
        return world.probe.await(type, fact -> fact.snapshotId().equals(snapshot));
    }

    private WorkloadId request(WorkspaceId workspace, SnapshotId from, int gpus) {
        var id = new WorkloadId("env-" + UUID.randomUUID());
        world.publisher.publish(
                new EnvRequested(id, OWNER, workspace, "copy", Workloads.withGpus(gpus), Scheduling.ORDINARY, from));
        return id;
    }
}
