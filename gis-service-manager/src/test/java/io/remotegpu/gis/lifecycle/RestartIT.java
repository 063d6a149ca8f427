package io.remotegpu.gis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.GisEvent.GisDeleteRequested;
import io.remotegpu.contracts.GisEvent.GisRestartRequested;
import io.remotegpu.contracts.GisEvent.GisStartRequested;
import io.remotegpu.contracts.GisEvent.GisStopRequested;
import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.gis.GisEndpoint;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.gis.Api;
import io.remotegpu.gis.GisService;
import io.remotegpu.gis.access.WorkloadIds;
import io.remotegpu.testing.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;

/** One instance of the service goes in the middle of every transition there is, another takes over its database. */
@DirtiesContext
class RestartIT extends SpokenForTheScheduler {
    private final List<Envelope<SchedulerEvent>> heard = new ArrayList<>();

    @Autowired
    private ConfigurableApplicationContext before;

    @BeforeEach
    void mayRunMany() {
        admin().put("/admin/user-services/quotas/" + customer, "{\"quota_type\":\"premium\"}");
    }

    @Test
    void endsEachTransitionOnceWithWhatWasSaidMeanwhile() {
        long starting = service("starting");
        post(starting, "start");
        wish(GisStartRequested.class, starting, 1);
        long stopping = runs("stopping", 30051);
        post(stopping, "stop");
        wish(GisStopRequested.class, stopping, 2);
        long restarting = runs("restarting", 30052);
        post(restarting, "restart");
        wish(GisRestartRequested.class, restarting, 2);
        long deleting = runs("deleting", 30053);
        api.delete("/user-services/" + deleting);
        wish(GisDeleteRequested.class, deleting, 2);
        long failing = runs("failing", 30054);
        publisher.publish(new EnvFailed(WorkloadIds.of(failing), 5, FailureCause.EXITED, "exit code 1", NOON));
        await().until(() -> observed(failing).equals("waiting"));
        long changing = runs("changing", 30055);
        api.put("/user-services/" + changing, "{\"config_data\":" + otherConfiguration + "}");
        wish(GisStartRequested.class, changing, 2);

        before.stop();
        heard.forEach(publisher::publish);
        publisher.publish(running(starting, 5, 30050));
        publisher.publish(new EnvStopped(WorkloadIds.of(stopping), 5, NOON));
        publisher.publish(new EnvStopped(WorkloadIds.of(restarting), 5, NOON));
        publisher.publish(running(restarting, 6, 30062));
        publisher.publish(new EnvDeleted(WorkloadIds.of(deleting), 5, NOON));
        publisher.publish(new EnvStopped(WorkloadIds.of(changing), 5, NOON));
        publisher.publish(new EnvFailed(WorkloadIds.of(changing), 6, FailureCause.PROBE_FAILED, "no answer", null));
        clock.advance(Duration.ofSeconds(3));

        try (ConfigurableApplicationContext after = successor()) {
            api = Api.of(after.getEnvironment().getRequiredProperty("local.server.port", Integer.class), customer);
            awaitEndpoint(starting, 30050, 5);
            awaitStatus(stopping, "stopped");
            awaitEndpoint(restarting, 30062, 6);
            await().until(() -> api.get("/user-services/" + deleting).status() == 404);
            wish(GisStartRequested.class, failing, 2);
            wish(GisStartRequested.class, changing, 3);
            publisher.publish(running(changing, 7, 30065));
            awaitEndpoint(changing, 30065, 7);
            Stream.of(starting, restarting, changing).forEach(id -> awaitStatus(id, "running"));
            assertThat(entries(changing, "operation_type=rollback").size()).isEqualTo(1);
            assertThat(starts(starting)).isEqualTo(1);
            assertThat(starts(failing)).isEqualTo(2);
            assertThat(starts(changing)).isEqualTo(3);
        }
    }

    private long service(String name) {
        return api.service("martin", name, configuration.replaceFirst("}$", ",\"max_concurrent_requests\":5}"));
    }

    private long runs(String name, int port) {
        long id = service(name);
        post(id, "start");
        wish(GisStartRequested.class, id, 1);
        heard.add(publisher.publish(running(id, 5, port)));
        awaitStatus(id, "running");
        return id;
    }

    private void awaitEndpoint(long id, int port, long epoch) {
        topics.await(
                GisRoute.class,
                route -> route.serviceId().equals(WorkloadIds.of(id))
                        && new GisEndpoint("127.0.0.1", port, epoch).equals(route.endpoint()));
    }

    private long starts(long id) {
        return topics.messages(GisStartRequested.class).stream()
                .filter(wish -> wish.serviceId().equals(WorkloadIds.of(id)))
                .count();
    }

    private ConfigurableApplicationContext successor() {
        return GisService.application()
                .initializers(context -> context.getBeanFactory().registerSingleton("clock", clock))
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + configured("spring.datasource.url"),
                        "--spring.datasource.username=" + configured("spring.datasource.username"),
                        "--spring.datasource.password=",
                        "--spring.kafka.bootstrap-servers=" + configured("spring.kafka.bootstrap-servers"),
                        "--spring.cloud.config.enabled=false",
                        "--remotegpu.messaging.host-facts.signed=false",
                        "--remotegpu.security.jwks-uri=" + TestTokens.jwksUri(),
                        "--gis.secrets.keys=" + KEY,
                        "--gis.connections.allowed-networks=10.0.0.0/8",
                        "--gis.services.public-base=https://maps.example.org");
    }

    private String configured(String property) {
        return before.getEnvironment().getRequiredProperty(property);
    }
}
