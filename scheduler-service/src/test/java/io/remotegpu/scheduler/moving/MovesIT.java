package io.remotegpu.scheduler.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.EnvMoveFailed;
import io.remotegpu.contracts.EnvMoved;
import io.remotegpu.contracts.EnvMoving;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.ReceiveHome;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeCommand.SendHome;
import io.remotegpu.contracts.NodeCommand.SettleHome;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.FakeHomes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Environments that leave their host, on real PostgreSQL and Kafka; only the hosts are fakes. */
class MovesIT extends MovingEnvironment {
    @Test
    void whatRunsIsStoppedAndRunsElsewhereWithItsHome() {
        request(target.host(), false);

        EnvMoved moved = said(EnvMoved.class);
        assertThat(moved.hostId()).isEqualTo(target.host());
        assertThat(moved.size()).isEqualTo(FakeHomes.SIZE);
        EnvRunning running = runsOnTarget();
        assertThat(world.said(EnvMoving.class, env)).hasSize(1);
        assertThat(world.said(EnvStopped.class, env)).hasSize(1);
        assertThat(sent(SettleHome.class))
                .containsOnly(new SettleHome(target.host(), env, epoch(), FakeHomes.SIZE, FakeHomes.SHA256));
        assertThat(running.epoch()).isGreaterThan(epoch());

        // once it was shown to run there nobody needs the other copy
        await().atMost(Duration.ofSeconds(60)).until(() -> world.count("select count(*) from left_homes") == 0);
        assertThat(source.homes.removed()).containsOnly(new RemoveWorkload(source.host(), env, epoch()));
        assertThat(target.homes.removed()).isEmpty();
        assertThat(world.count("select count(*) from leases where closed_at is null"))
                .isEqualTo(1);
    }

    @Test
    void whatIsStoppedMovesAndStaysStoppedAndItsOldHomeIsKeptUntilItRan() {
        stop();
        request(null, false);

        assertThat(said(EnvMoved.class).hostId()).isEqualTo(target.host());
        assertThat(world.nothingHeld()).isTrue();
        assertThat(world.count("select count(*) from left_homes where asked = 0"))
                .isEqualTo(1);

        world.publisher.publish(new EnvStartRequested(env, OWNER));
        runsOnTarget();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !source.homes.removed().isEmpty());
    }

    /** The complaint that this is for. */
    @Test
    void whatCannotComeBackBecauseItsHostIsFullStartsElsewhere() {
        stop();
        closed(target, true);
        WorkloadId other = world.request(1);
        world.awaitRunning(source, other);
        world.publisher.publish(new EnvStartRequested(env, OWNER));
        world.await(EnvQueued.class, env);

        closed(target, false);
        request(null, true);

        said(EnvMoved.class);
        runsOnTarget();
        assertThat(world.count("select count(*) from queue")).isZero();
    }

    @Test
    void whatTheTargetCannotTakeRunsAgainWhereItWas() {
        target.homes.refuses(SettleHome.class::isInstance);
        request(target.host(), false);

        assertThat(said(EnvMoveFailed.class).reason()).isEqualTo("what came is not what was sent");
        assertThat(world.awaitRunning(env, epoch()).hostId()).isEqualTo(source.host());
        await().atMost(Duration.ofSeconds(60)).until(() -> world.count("select count(*) from left_homes") == 0);
        assertThat(target.homes.removed()).containsOnly(new RemoveWorkload(target.host(), env, epoch()));
        assertThat(source.homes.removed()).isEmpty();
        assertThat(target.everStarted()).isEmpty();
        assertThat(world.count("select count(*) from leases where closed_at is null"))
                .isEqualTo(1);
    }

    @Test
    void nothingIsStoppedForAMoveThatFindsNoPlace() {
        request(new HostId("host-of-nobody"), false);

        said(EnvMoveFailed.class);
        assertThat(world.said(EnvStopped.class, env)).isEmpty();
        assertThat(source.running()).containsKey(env);
        assertThat(world.count("select count(*) from moves")).isZero();
    }

    @Test
    void aWishThatComesTwiceMovesItOnce() {
        request(target.host(), false);
        request(target.host(), false);
        runsOnTarget();
        request(target.host(), false);
        world.publisher.publish(new EnvStopRequested(env, OWNER));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> world.said(EnvStopped.class, env).size() == 2);

        assertThat(world.said(EnvMoved.class, env)).hasSize(1);
        assertThat(world.said(EnvMoveFailed.class, env)).isEmpty();
        assertThat(sent(SendHome.class)).hasSize(1);
    }

    @Test
    void whatIsDeletedOnItsWayIsGoneFromBothHosts() {
        target.ignores(ReceiveHome.class::isInstance);
        request(target.host(), false);
        await().atMost(Duration.ofSeconds(60)).until(() -> !target.ignored().isEmpty());
        world.publisher.publish(new EnvDeleteRequested(env, OWNER));

        world.await(EnvDeleted.class, env);
        said(EnvMoveFailed.class);
        await().atMost(Duration.ofSeconds(60)).until(() -> world.count("select count(*) from left_homes") == 0);
        assertThat(source.homes.removed()).isNotEmpty();
        assertThat(target.homes.removed()).isNotEmpty();
        assertThat(world.nothingHeld()).isTrue();
    }

    @Test
    void aStopOnTheWayIsHeededOnArrival() {
        target.ignores(ReceiveHome.class::isInstance);
        request(target.host(), false);
        await().atMost(Duration.ofSeconds(60)).until(() -> !target.ignored().isEmpty());
        world.publisher.publish(new EnvStopRequested(env, OWNER));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> world.count("select count(*) from allocations where desired = 'stopped'") == 1);

        target.ignores(command -> false);
        target.answers(target.ignored());
        said(EnvMoved.class);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> world.said(EnvStopped.class, env).size() == 2);
        assertThat(target.everStarted()).isEmpty();
        assertThat(world.nothingHeld()).isTrue();
    }
}
