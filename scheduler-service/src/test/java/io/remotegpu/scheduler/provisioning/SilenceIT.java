package io.remotegpu.scheduler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.World;
import io.remotegpu.scheduler.hosts.Listening;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/** Environments that are taken down while their host is silent, so that nobody pays for what nobody attests; silent means six seconds here. */
class SilenceIT {
    private static final CustomerId OWNER = new CustomerId(1);
    private static World world;
    private static ConfigurableApplicationContext scheduler;
    private FakeAgent host;
    private WorkloadId env;

    @BeforeAll
    static void startScheduler() {
        world = new World();
        scheduler = world.startScheduler(
                "--scheduler.hosts.suspect-after=4s",
                "--scheduler.hosts.unknown-after=6s",
                "--scheduler.hosts.watch-every=100ms");
    }

    @AfterAll
    static void close() throws Exception {
        world.close();
    }

    @BeforeEach
    void run() {
        world.clear();
        host = world.host(1);
        host.ignores(StopContainer.class::isInstance);
        env = world.request(1);
        world.awaitRunning(host, env);
        host.heartbeat();
    }

    @Test
    void pausesWhatIsBeingStoppedAndEndsItWhenItsHostHasForgottenIt() {
        Instant attested = unknownAfter(new EnvStopRequested(env, OWNER), "stopping");
        comesBackWithNothing();
        assertThat(world.await(EnvStopped.class, env).stoppedAt()).isEqualTo(attested);
    }

    @Test
    void pausesWhatIsBeingDeletedAndEndsItWhenItsHostHasForgottenIt() {
        Instant attested = unknownAfter(new EnvDeleteRequested(env, OWNER), "deleting");
        comesBackWithNothing();
        assertThat(world.await(EnvDeleted.class, env).stoppedAt()).isEqualTo(attested);
    }

    @Test
    void callsNoHostSilentWhileItIsDeafItself() {
        var hearing = scheduler.getBean(KafkaListenerEndpointRegistry.class).getListenerContainer("scheduler.node");
        hearing.stop();
        // As the next look of the broker watch would: until then the host counts as heard.
        scheduler.getBean(Listening.class).anew("the test stopped the listener");
        try {
            world.jdbc
                    .sql("update hosts set health = 'healthy', last_seen_at = now() - interval '1 hour'")
                    .update();
            await().during(Duration.ofSeconds(8))
                    .until(() -> world.count("select count(*) from hosts where health = 'healthy'") == 1);
        } finally {
            hearing.start();
        }
    }

    /** When the host was heard last, as told with the first word of its silence; there is only one. */
    private Instant unknownAfter(EnvironmentEvent wish, String phase) {
        world.publisher.publish(wish);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> world.count("select count(*) from allocations where phase = '" + phase + "'") == 1);
        EnvUnknown told = world.await(EnvUnknown.class, env);
        await().atMost(Duration.ofSeconds(30)).until(() -> !host.ignored().isEmpty());
        assertThat(world.said(EnvUnknown.class, env)).hasSize(1);
        assertThat(world.count("select count(*) from allocations where phase = '" + phase + "'"))
                .isOne();
        return told.lastAttestedAt();
    }

    private void comesBackWithNothing() {
        host.loses(env);
        host.ignores(command -> false);
        world.jdbc
                .sql("update sagas set deadline = now() where deadline is not null")
                .update();
    }
}
