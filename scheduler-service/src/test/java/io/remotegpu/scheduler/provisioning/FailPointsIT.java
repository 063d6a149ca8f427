package io.remotegpu.scheduler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.World;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The scheduler dies at every step of starting and stopping, just before and just after each commit: both sagas end right, once. After each
 * publish it dies in {@link RestartIT}, and here whenever a host has been heard.
 */
class FailPointsIT {
    private final List<NodeCommand> held = new CopyOnWriteArrayList<>();
    private World world;
    private FakeAgent host;

    private enum Death {
        /** The database refuses the commit of the step, and the service is gone before it tries again. */
        BEFORE_THE_COMMIT,
        /** The step is committed, and the service is gone before any of it reaches Kafka. */
        BETWEEN_COMMIT_AND_PUBLISH
    }

    /** @param step as the table names it, {@code %} for any */
    private record Point(String saga, String step, String state) {
        String condition() {
            return "name = '" + saga + "' and step like '" + step + "' and state = '" + state + "'";
        }
    }

    @BeforeEach
    void registerAHost() {
        world = new World();
        world.startScheduler();
        host = world.host(1);
        world.stopSchedulers();
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(Death.class)
    void startsAndStopsOnceThoughTheSchedulerDiesAtEveryStep(Death death) {
        EnvRequested wish = world.environment(1);
        WorkloadId env = wish.environmentId();
        world.publisher.publish(wish);
        diesAt(death, new Point("provision-workload", "start", "running"));
        goesOnUntilTheHostHears(StartContainer.class);
        diesAt(death, new Point("provision-workload", "%", "completed"));

        world.publisher.publish(new EnvStopRequested(env, new CustomerId(1)));
        diesAt(death, new Point("stop-workload", "stop", "running"));
        goesOnUntilTheHostHears(StopContainer.class);
        diesAt(death, new Point("stop-workload", "verify", "running"));
        goesOnUntilTheHostHears(VerifyGpus.class);
        diesAt(death, new Point("stop-workload", "%", "completed"));

        hearsAgain();
        world.startScheduler();
        world.await(EnvStopped.class, env);
        assertThat(world.nothingHeld()).isTrue();
        assertThat(host.everStarted()).hasSize(1);
        assertThat(world.said(GpuReserved.class, env)).hasSize(1);
        assertThat(world.said(EnvRunning.class, env)).hasSize(1);
        assertThat(world.said(EnvStopped.class, env)).hasSize(1);
        assertThat(world.said(EnvFailed.class, env)).isEmpty();
        assertThat(world.count("select count(*) from sagas where state = 'completed'"))
                .isEqualTo(2);
    }

    /**
     * The scheduler is down and what leads to this point is on Kafka; afterwards it is down again. Its host is deaf meanwhile: should the service try again
     * before it is gone, what it sends is answered when its turn comes.
     */
    private void diesAt(Death death, Point point) {
        host.ignores(held::add);
        switch (death) {
            case BEFORE_THE_COMMIT -> {
                arm(point);
                world.startScheduler();
                patiently().until(() -> world.count("select count(*) from fail_point_hits where is_called") == 1);
            }
            case BETWEEN_COMMIT_AND_PUBLISH -> {
                world.startScheduler("--remotegpu.messaging.relay.enabled=false");
                awaitCommit(point);
            }
        }
        world.stopSchedulers();
        disarm();
    }

    /** A consumer that could not say goodbye is missed for most of a minute before another takes its place. */
    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(3));
    }

    private void awaitCommit(Point point) {
        patiently().until(() -> world.count("select count(*) from sagas where " + point.condition()) == 1);
    }

    /** The host's answer is on Kafka afterwards, and the scheduler is down. */
    private void goesOnUntilTheHostHears(Class<? extends NodeCommand> command) {
        host.ignores(heard -> command.isInstance(heard) && held.add(heard));
        world.startScheduler();
        patiently().until(() -> held.stream().anyMatch(command::isInstance));
        world.stopSchedulers();
        hearsAgain();
    }

    private void hearsAgain() {
        host.ignores(heard -> false);
        host.answers(List.copyOf(held));
        held.clear();
    }

    /** A constraint that is looked at with the commit, as late as a database can refuse. */
    private void arm(Point point) {
        world.jdbc.sql("""
                create sequence fail_point_hits;
                create function fail_point() returns trigger language plpgsql as $$
                begin
                    if new.name = tg_argv[0] and new.step like tg_argv[1] and new.state = tg_argv[2]
                       and nextval('fail_point_hits') = 1 then
                        raise exception 'the service dies before this commit';
                    end if;
                    return new;
                end $$;
                create constraint trigger fail_point after insert or update on sagas deferrable initially deferred
                for each row execute function fail_point('%s', '%s', '%s')
                """.formatted(point.saga(), point.step(), point.state())).update();
    }

    private void disarm() {
        world.jdbc.sql("""
                drop trigger if exists fail_point on sagas;
                drop function if exists fail_point;
                drop sequence if exists fail_point_hits
                """).update();
    }
}
