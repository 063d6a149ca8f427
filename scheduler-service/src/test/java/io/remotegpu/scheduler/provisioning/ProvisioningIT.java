package io.remotegpu.scheduler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRestartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.IdentityEvent.SshKeyAdded;
import io.remotegpu.contracts.IdentityEvent.SshKeyRemoved;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.scheduler.FakeAgent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of environments on real PostgreSQL and Kafka; only the hosts are fakes. */
class ProvisioningIT extends RunningScheduler {
    @Test
    void runsStopsStartsAndDeletes() {
        FakeAgent host = world.host(1);
        WorkloadId env = world.request(1);
        EnvRunning first = world.awaitRunning(env, 0);
        assertThat(first.gpus()).hasSize(1);
        assertThat(first.endpoints().getFirst().externalPort())
                .isBetween(FakeAgent.FIRST_PORT, FakeAgent.FIRST_PORT + 499);

        world.publisher.publish(new EnvStopRequested(env, OWNER));
        assertThat(world.await(EnvStopped.class, env).stoppedAt()).isNotNull();
        assertThat(world.nothingHeld()).isTrue();

        world.publisher.publish(new EnvStartRequested(env, OWNER));
        assertThat(world.awaitRunning(env, first.epoch()).epoch()).isGreaterThan(first.epoch());
        world.publisher.publish(new EnvDeleteRequested(env, OWNER));
        assertThat(world.await(EnvDeleted.class, env).stoppedAt()).isNotNull();
        assertThat(world.nothingHeld()).isTrue();
        assertThat(host.everStarted()).hasSize(2);
        assertThat(host.running()).isEmpty();
    }

    @Test
    void restartsOnAskingByStoppingFirst() {
        world.host(1);
        WorkloadId env = world.request(1);
        EnvRunning first = world.awaitRunning(env, 0);
        world.publisher.publish(new EnvRestartRequested(env, OWNER));
        assertThat(world.awaitRunning(env, first.epoch()).hostId()).isEqualTo(first.hostId());
        assertThat(world.said(EnvStopped.class, env)).hasSize(1);
    }

    @Test
    void startsOneContainerForARedeliveredRequest() {
        FakeAgent host = world.host(2);
        Envelope<EnvRequested> request = world.publisher.publish(world.environment(1));
        world.publisher.publish(request);
        world.publisher.publish(request);
        WorkloadId env = request.message().environmentId();
        world.awaitRunning(env, 0);
        world.publisher.publish(request.message()); // said anew: another envelope, the same wish
        world.publisher.publish(new EnvStartRequested(env, OWNER)); // behind the repeats; it is told again that it runs
        await().until(() -> told(EnvRunning.class, env) > 1);
        WorkloadId other = world.request(1);
        world.awaitRunning(other, 0); // behind whatever the repeats asked of the same host
        assertThat(host.everStarted()).extracting(StartContainer::workloadId).containsExactly(env, other);
    }

    @Test
    void passesOverFactsThatComeLateOrTwice() {
        FakeAgent host = world.host(1);
        WorkloadId env = world.request(1);
        EnvRunning first = world.awaitRunning(env, 0);
        world.publisher.publish(new EnvStopRequested(env, OWNER));
        world.await(EnvStopped.class, env);
        world.publisher.publish(new ContainerStarted(host.host(), env, first.epoch(), "late", Instant.now()));
        world.publisher.publish(new ContainerExited(host.host(), env, first.epoch(), 1, false, "late", Instant.now()));
        world.publisher.publish(new EnvStartRequested(env, OWNER));
        world.awaitRunning(env, first.epoch());
        assertThat(world.said(EnvFailed.class, env)).isEmpty();
    }

    @Test
    void deletesWhileItIsStillBeingCreated() {
        FakeAgent host = world.host(1);
        host.ignores(StartContainer.class::isInstance);
        WorkloadId env = world.request(1);
        world.probe.await(StartContainer.class, start -> start.workloadId().equals(env));
        world.publisher.publish(new EnvDeleteRequested(env, OWNER));
        world.await(EnvDeleted.class, env);
        assertThat(world.nothingHeld()).isTrue();
        assertThat(world.said(EnvRunning.class, env)).isEmpty();
    }

    @Test
    void passesOverWhatOneHostSaysAboutAnother() {
        world.host(1);
        FakeAgent stranger = world.host(0);
        WorkloadId env = world.request(1);
        EnvRunning running = world.awaitRunning(env, 0);
        world.publisher.publish(
                new ContainerExited(stranger.host(), env, running.epoch(), 1, false, "not mine", Instant.now()));
        stranger.register(1);
        await().atMost(Duration.ofSeconds(30)).until(() -> world.count("select count(*) from gpus") == 2);
        assertThat(world.count("select count(*) from allocations where phase = 'running'"))
                .isOne();
    }

    @Test
    void forgetsWhatADeletedEnvironmentRan() {
        world.host(0);
        WorkloadId env = world.request(0);
        world.awaitRunning(env, 0);
        world.publisher.publish(new EnvDeleteRequested(env, OWNER));
        world.await(EnvDeleted.class, env);
        assertThat(world.count("select count(*) from allocations where workload ->> 'image' = ''"))
                .isOne();
        world.publisher.publish(new EnvStopRequested(env, OWNER)); // it can still be read
        await().until(() -> told(EnvDeleted.class, env) > 1);
    }

    @Test
    void runsWithoutGpusAsAnOrdinaryCase() {
        world.host(0);
        WorkloadId env = world.request(0);
        assertThat(world.awaitRunning(env, 0).gpus()).isEmpty();
        world.publisher.publish(new EnvDeleteRequested(env, OWNER));
        world.await(EnvDeleted.class, env);
        assertThat(world.nothingHeld()).isTrue();
    }

    @Test
    void carriesKeysToNewAndRunningEnvironments() {
        FakeAgent host = world.host(1);
        world.publisher.publish(new SshKeyAdded(OWNER, 1, "laptop", "ssh-ed25519 AAAA laptop"));
        await().atMost(Duration.ofSeconds(30)).until(() -> world.count("select count(*) from ssh_keys") == 1);
        world.awaitRunning(world.request(1), 0);
        assertThat(host.authorizedKeys()).containsExactly("ssh-ed25519 AAAA laptop");
        world.publisher.publish(new SshKeyAdded(OWNER, 2, "desk", "ssh-ed25519 BBBB desk"));
        world.publisher.publish(new SshKeyRemoved(OWNER, 1));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> host.authorizedKeys().equals(List.of("ssh-ed25519 BBBB desk")));
    }

    /** How often, repeats included. */
    private static long told(Class<? extends SchedulerEvent> type, WorkloadId env) {
        return world.probe.messages(type).stream()
                .filter(fact -> fact.workloadId().equals(env))
                .count();
    }
}
