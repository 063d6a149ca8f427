package io.remotegpu.scheduler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvMoveFailed;
import io.remotegpu.contracts.EnvMoved;
import io.remotegpu.contracts.EnvironmentEvent.EnvMoveRequested;
import io.remotegpu.contracts.NodeCommand.ReceiveHome;
import io.remotegpu.contracts.NodeCommand.SendHome;
import io.remotegpu.contracts.NodeCommand.SettleHome;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.FakeAgent;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scheduler dies at every step of a move, before and after each commit and each publish: of two copies of a home one counts, and it starts once. */
class FailPointsOfMovesIT extends DyingScheduler {
    private static final String MOVE = "move-workload";
    private FakeAgent target;
    private WorkloadId env;

    /** It is stopped at home, and wanted running on the other host; the scheduler is down. */
    @BeforeEach
    void wishesToMove() {
        starts();
        env = world.request(1);
        world.awaitRunning(env, 0);
        stops(env, 0);
        target = joins();
        world.stopSchedulers();
        world.publisher.publish(new EnvMoveRequested(env, new CustomerId(1), UUID.randomUUID(), target.host(), true));
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(Death.class)
    void movesOnceThoughTheSchedulerDiesAtEveryStep(Death death) {
        diesAt(death, new Point(MOVE, "prepare", "running"));
        goesOnUntilTheHostHears(ReceiveHome.class);
        diesAt(death, new Point(MOVE, "copy", "running"));
        goesOnUntilTheHostHears(SendHome.class);
        diesAt(death, new Point(MOVE, "settle", "running"));
        goesOnUntilTheHostHears(SettleHome.class);
        diesAt(death, new Point(MOVE, "%", "completed"));
        goesOnUntilTheHostHears(StartContainer.class);
        hasMovedOnce();
    }

    @Tag("long")
    @Test
    void movesOnceThoughTheSchedulerDiesWhenTheHomeHasArrived() {
        goesOnUntilTheHostHears(SettleHome.class);
        diesAt(Death.BETWEEN_COMMIT_AND_PUBLISH, new Point(MOVE, "%", "completed"));
        hasMovedOnce();
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(Death.class)
    void staysThoughTheSchedulerDiesWhenTheTargetCannotTakeIt(Death death) {
        target.homes.refuses(SettleHome.class::isInstance);
        goesOnUntilTheHostHears(SettleHome.class);
        diesAt(death, new Point(MOVE, "%", "compensated"));
        saysAndDies(EnvMoveFailed.class, env);
        runsAndStops(host);

        assertThat(world.said(EnvMoveFailed.class, env)).hasSize(1);
        assertThat(world.said(EnvMoved.class, env)).isEmpty();
        assertThat(target.everStarted()).isEmpty();
        assertThat(host.everStarted()).hasSize(2);
        assertThat(host.homes.removed()).isEmpty();
    }

    private void hasMovedOnce() {
        saysAndDies(EnvMoved.class, env);
        runsAndStops(target);

        assertThat(world.said(EnvMoved.class, env)).hasSize(1);
        assertThat(world.said(EnvMoveFailed.class, env)).isEmpty();
        assertThat(target.everStarted()).hasSize(1);
        assertThat(host.everStarted()).hasSize(1);
        assertThat(target.homes.removed()).isEmpty();
    }

    /** What is left behind is removed from the other host meanwhile, and nothing is held in the end. */
    private void runsAndStops(FakeAgent home) {
        world.probe.await(
                EnvRunning.class,
                fact -> fact.workloadId().equals(env)
                        && fact.hostId().equals(home.host())
                        && fact.epoch() > firstEpoch());
        await().atMost(Duration.ofMinutes(1)).until(() -> world.count("select count(*) from left_homes") == 0);
        stops(env, 1);
        assertThat(world.nothingHeld()).isTrue();
    }

    private long firstEpoch() {
        return world.said(EnvRunning.class, env).getFirst().epoch();
    }
}
