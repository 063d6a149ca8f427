package io.remotegpu.scheduler.moving;

import io.remotegpu.contracts.EnvironmentEvent.EnvMoveRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.MoveFact;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.provisioning.RunningScheduler;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** An environment that runs on one host while another of the same size is free. */
abstract class MovingEnvironment extends RunningScheduler {
    final UUID move = UUID.randomUUID();
    FakeAgent source;
    FakeAgent target;
    WorkloadId env;

    @BeforeEach
    void runAnEnvironment() {
        source = world.host(1);
        env = world.request(1);
        world.awaitRunning(env, 0);
        target = world.host(1);
    }

    void stop() {
        world.publisher.publish(new EnvStopRequested(env, OWNER));
        world.await(EnvStopped.class, env);
    }

    void request(@Nullable HostId host, boolean start) {
        world.publisher.publish(new EnvMoveRequested(env, OWNER, move, host, start));
    }

    <E extends MoveFact> E said(Class<E> type) {
        return world.probe.await(type, fact -> fact.moveId().equals(move));
    }

    EnvRunning runsOnTarget() {
        return world.probe.await(
                EnvRunning.class,
                fact -> fact.workloadId().equals(env) && fact.hostId().equals(target.host()));
    }

    /** The probe learns of a host's topic later than of what is said of its commands. */
    <C extends NodeCommand> List<C> sent(Class<C> type) {
        world.probe.await(type, command -> command.workloadId().equals(env));
        return world.probe.messages(type).stream()
                .filter(command -> command.workloadId().equals(env))
                .toList();
    }

    static long epoch() {
        return world.count("select epoch from moves");
    }

    static void closed(FakeAgent host, boolean closed) {
        world.jdbc
                .sql("update hosts set maintenance = :closed where host_id = :host")
                .param("closed", closed)
                .param("host", host.host().value())
                .update();
    }
}
