package io.remotegpu.scheduler.provisioning;

import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A scheduler that dies at a step of a saga, just before or just after its commit, and hosts that hear what a test lets them hear. */
abstract class DyingScheduler {
    private final List<NodeCommand> held = new CopyOnWriteArrayList<>();
    private final List<FakeAgent> hosts = new ArrayList<>();
    World world;
    FakeAgent host;

    enum Death {
        /** The database refuses the commit of the step, and the service is gone before it tries again. */
        BEFORE_THE_COMMIT,
        /** The step is committed, and the service is gone before any of it reaches Kafka. */
        BETWEEN_COMMIT_AND_PUBLISH
    }

    /** @param step as the table names it, {@code %} for any */
    record Point(String saga, String step, String state) {
        String condition() {
            return "name = '" + saga + "' and step like '" + step + "' and state = '" + state + "'";
        }
    }

    @BeforeEach
    void registerAHost() {
        world = new World();
        starts();
        host = joins();
        world.stopSchedulers();
    }

    /** A host of one GPU, while the scheduler is up. */
    FakeAgent joins() {
        FakeAgent joining = world.host(1);
        hosts.add(joining);
        return joining;
    }

    /** It bears silence: however long a test takes, its host is not called suspect. */
    void starts(String... settings) {
        String[] patient = {"--scheduler.hosts.suspect-after=1h", "--scheduler.hosts.unknown-after=2h"};
        world.startScheduler(Stream.of(patient, settings).flatMap(Stream::of).toArray(String[]::new));
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    /**
     * The scheduler is down and what leads to this point is on Kafka; afterwards it is down again. Its hosts are deaf meanwhile: should the service try again
     * before it is gone, what it sends is answered when its turn comes.
     */
    void diesAt(Death death, Point point) {
        areDeafTo(held::add);
        switch (death) {
            case BEFORE_THE_COMMIT -> {
                arm(point);
                starts();
                patiently().until(() -> world.count("select count(*) from fail_point_hits where is_called") == 1);
            }
            case BETWEEN_COMMIT_AND_PUBLISH -> {
                starts("--remotegpu.messaging.relay.enabled=false");
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
    void goesOnUntilTheHostHears(Class<? extends NodeCommand> command) {
        areDeafTo(heard -> command.isInstance(heard) && held.add(heard));
        starts();
        patiently().until(() -> held.stream().anyMatch(command::isInstance));
        world.stopSchedulers();
        hearsAgain();
    }

    void hearsAgain() {
        areDeafTo(heard -> false);
        List<NodeCommand> heard = List.copyOf(held);
        held.clear();
        hosts.forEach(each -> each.answers(heard.stream()
                .filter(command -> command.hostId().equals(each.host()))
                .toList()));
    }

    private void areDeafTo(Predicate<NodeCommand> commands) {
        hosts.forEach(each -> each.ignores(commands));
    }

    /** It says this, and once more it is gone and comes back: Kafka may bring it again what it had taken in. */
    void saysAndDies(Class<? extends SchedulerEvent> last, WorkloadId env) {
        hearsAgain();
        starts();
        world.await(last, env);
        world.stopSchedulers();
        starts();
    }

    /** Runs an environment on its host; the scheduler is down afterwards. */
    WorkloadId running() {
        starts();
        WorkloadId env = world.request(1);
        world.awaitRunning(env, 0);
        world.stopSchedulers();
        return env;
    }

    /** Stops what runs: an answer that comes after all that was told before, and whatever is held then is held for ever. */
    void stops(WorkloadId env, long afterStops) {
        world.publisher.publish(new EnvStopRequested(env, new CustomerId(1)));
        patiently().until(() -> world.said(EnvStopped.class, env).size() > afterStops);
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
