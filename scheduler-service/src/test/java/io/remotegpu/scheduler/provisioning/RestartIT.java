package io.remotegpu.scheduler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.World;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scheduler goes away in the middle of a saga and comes back on the same database: the saga ends, once. */
class RestartIT {
    private static final CustomerId OWNER = new CustomerId(1);
    private final List<NodeCommand> held = new CopyOnWriteArrayList<>();
    private World world;
    private FakeAgent host;
    private WorkloadId env;

    @BeforeEach
    void start() {
        world = new World();
        world.startPatientScheduler();
        host = world.host(1);
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    @Test
    void endsEachSagaOnceWhenRestartedAtEveryStep() {
        hold(StartContainer.class);
        env = world.request(1);
        world.probe.await(StartContainer.class);
        restartAndAnswer();
        world.probe.await(EnvRunning.class);

        hold(StopContainer.class);
        world.publisher.publish(new EnvStopRequested(env, OWNER));
        world.probe.await(StopContainer.class);
        hold(VerifyGpus.class);
        restartAndAnswer();
        world.probe.await(VerifyGpus.class);
        restartAndAnswer();
        world.probe.await(EnvStopped.class);

        world.publisher.publish(new EnvDeleteRequested(env, OWNER));
        world.probe.await(EnvDeleted.class);
        assertThat(host.everStarted()).hasSize(1);
        assertThat(world.nothingHeld()).isTrue();
        assertThat(world.said(EnvRunning.class, env)).hasSize(1);
        assertThat(world.said(EnvStopped.class, env)).hasSize(1);
        assertThat(world.count("select count(*) from sagas where state = 'completed'"))
                .isEqualTo(3);
    }

    @Test
    void hearsWhatWasSaidWhileItWasAway() {
        world.stopSchedulers();
        env = world.request(1);
        world.startPatientScheduler();
        world.probe.await(EnvRunning.class, running -> running.workloadId().equals(env));
    }

    /** The agent keeps such commands back until {@link #restartAndAnswer}. */
    private void hold(Class<? extends NodeCommand> type) {
        host.ignores(command -> type.isInstance(command) && held.add(command));
    }

    /** The agent answers while nobody listens. */
    private void restartAndAnswer() {
        List<NodeCommand> answered = awaitHeld();
        world.stopSchedulers();
        host.answers(answered);
        world.startPatientScheduler();
    }

    private List<NodeCommand> awaitHeld() {
        await().until(() -> !held.isEmpty());
        List<NodeCommand> answered = List.copyOf(held);
        held.clear();
        return answered;
    }
}
