package io.remotegpu.scheduler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.SnapshotDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.SnapshotRequested;
import io.remotegpu.contracts.NodeCommand.RemoveSnapshot;
import io.remotegpu.contracts.NodeCommand.TakeSnapshot;
import io.remotegpu.contracts.SchedulerEvent.SnapshotDeleteRefused;
import io.remotegpu.contracts.SchedulerEvent.SnapshotDeleted;
import io.remotegpu.contracts.SchedulerEvent.SnapshotFailed;
import io.remotegpu.contracts.SchedulerEvent.SnapshotTaken;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scheduler dies at every step of taking and of removing a snapshot, before and after each commit and each publish: both end right, once. */
class FailPointsOfSnapshotsIT extends DyingScheduler {
    private static final CustomerId OWNER = new CustomerId(1);
    private static final SnapshotId SNAPSHOT = new SnapshotId("snap-1");
    private static final String KEEP = "keep-snapshot";
    private static final String DROP = "drop-snapshot";
    private WorkloadId env;

    @BeforeEach
    void runAnEnvironment() {
        env = running();
        world.publisher.publish(new SnapshotRequested(env, OWNER, SNAPSHOT));
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(Death.class)
    void takesAndRemovesOnceThoughTheSchedulerDiesAtEveryStep(Death death) {
        diesAt(death, new Point(KEEP, "commit", "running"));
        goesOnUntilTheHostHears(TakeSnapshot.class);
        diesAt(death, new Point(KEEP, "%", "completed"));
        saysAndDies(SnapshotTaken.class, env);
        world.stopSchedulers();
        assertThat(host.engine.snapshots()).containsExactly(SNAPSHOT);

        world.publisher.publish(new SnapshotDeleteRequested(env, OWNER, SNAPSHOT));
        diesAt(death, new Point(DROP, "remove", "running"));
        goesOnUntilTheHostHears(RemoveSnapshot.class);
        diesAt(death, new Point(DROP, "%", "completed"));
        isGone();
    }

    @Test
    @Tag("long")
    void removesWhatItKeptOnceThoughTheSchedulerDiesWhenItIsKept() {
        goesOnUntilTheHostHears(TakeSnapshot.class);
        diesAt(Death.BETWEEN_COMMIT_AND_PUBLISH, new Point(KEEP, "%", "completed"));
        world.publisher.publish(new SnapshotDeleteRequested(env, OWNER, SNAPSHOT));
        isGone();
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(Death.class)
    void failsOnceThoughTheSchedulerDiesWhenTheHostRefuses(Death death) {
        host.engine.refuses("no space left on device");
        goesOnUntilTheHostHears(TakeSnapshot.class);
        diesAt(death, new Point(KEEP, "%", "compensated"));
        saysAndDies(SnapshotFailed.class, env);
        stops(env, 0);

        assertThat(world.said(SnapshotFailed.class, env)).hasSize(1);
        assertThat(world.said(SnapshotTaken.class, env)).isEmpty();
        assertThat(status()).isEqualTo("failed");
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(Death.class)
    void keepsWhatTheHostDoesNotRemoveThoughTheSchedulerDies(Death death) {
        goesOnUntilTheHostHears(TakeSnapshot.class);
        starts();
        world.await(SnapshotTaken.class, env);
        world.stopSchedulers();
        host.engine.refuses("a container uses it");
        world.publisher.publish(new SnapshotDeleteRequested(env, OWNER, SNAPSHOT));
        goesOnUntilTheHostHears(RemoveSnapshot.class);
        diesAt(death, new Point(DROP, "%", "compensated"));
        saysAndDies(SnapshotDeleteRefused.class, env);
        stops(env, 0);

        assertThat(world.said(SnapshotDeleteRefused.class, env)).hasSize(1);
        assertThat(world.said(SnapshotDeleted.class, env)).isEmpty();
        assertThat(status()).isEqualTo("ready");
    }

    private void isGone() {
        saysAndDies(SnapshotDeleted.class, env);
        stops(env, 0);

        assertThat(host.engine.snapshots()).isEmpty();
        assertThat(world.said(SnapshotTaken.class, env)).hasSize(1);
        assertThat(world.said(SnapshotDeleted.class, env)).hasSize(1);
        assertThat(world.said(SnapshotFailed.class, env)).isEmpty();
        assertThat(status()).isEqualTo("deleted");
        assertThat(world.nothingHeld()).isTrue();
    }

    private String status() {
        return world.jdbc
                .sql("select status from snapshots")
                .query(String.class)
                .single();
    }
}
