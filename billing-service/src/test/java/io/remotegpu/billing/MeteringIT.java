package io.remotegpu.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.BillingEvent.MeterClosed;
import io.remotegpu.contracts.BillingEvent.MeterOpened;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.workload.FailureCause;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import tools.jackson.databind.JsonNode;

class MeteringIT extends BillingTestBase {
    private static final HostId HOST = new HostId("gpu-1");

    @Autowired
    KafkaListenerEndpointRegistry listeners;

    @Autowired
    Environment settings;

    @Test
    void billsFromTheAttestedStartToTheAttestedStop() {
        publisher.publish(running(1, NOON));
        awaitRecords("status=open", 1);
        assertThat(probe.await(MeterOpened.class, opened -> opened.workloadId().equals(environment))
                        .startTime())
                .isEqualTo(NOON);

        publisher.publish(new EnvStopped(environment, 1, after(1800)));
        awaitRecords("status=closed", 1);

        JsonNode closed = records("").path(0);
        assertThat(closed.path("duration_s").asLong()).isEqualTo(1800);
        assertThat(closed.path("unit_price").asString()).isEqualTo("2.120000");
        assertThat(closed.path("amount").asString()).isEqualTo("1.060000");
        assertThat(closed.path("end_time").asString()).isEqualTo("2026-03-10T12:30:00Z");
        assertThat(closed.path("resource").path("gpu_model").asString()).isEqualTo("NVIDIA A100-SXM4-80GB");
        MeterClosed told =
                probe.await(MeterClosed.class, event -> event.workloadId().equals(environment));
        assertThat(told.amount()).isEqualByComparingTo("1.06");
        assertThat(told.durationSeconds()).isEqualTo(1800);
    }

    @Test
    void billsOnceWhatIsDeliveredThreeTimes() {
        var started = publisher.publish(running(1, NOON));
        publisher.publish(started);
        publisher.publish(started);
        var stopped = publisher.publish(new EnvStopped(environment, 1, after(60)));
        publisher.publish(stopped);
        publisher.publish(stopped);
        publisher.publish(running(1, NOON)); // the same fact in another message
        publisher.publish(new EnvDeleted(environment, 1, after(90))); // an end after the end
        publisher.publish(running(2, after(100)));
        probe.await(
                MeterOpened.class,
                event -> event.workloadId().equals(environment)
                        && event.startTime().equals(after(100)));

        assertThat(records("status=open").size()).isEqualTo(1);
        assertThat(records("status=closed").size()).isEqualTo(1);
        assertThat(records("status=closed").path(0).path("duration_s").asLong()).isEqualTo(60);
        assertThat(probe.messages(MeterClosed.class).stream()
                        .filter(event -> event.workloadId().equals(environment)))
                .hasSize(1);
    }

    @Test
    void keepsAStopThatOvertakesItsStart() {
        publisher.publish(new EnvStopped(environment, 1, after(60)));
        publisher.publish(running(1, NOON));
        awaitRecords("status=closed", 1);

        assertThat(records("").path(0).path("duration_s").asLong()).isEqualTo(60);
    }

    @Test
    void billsAnOlderLeaseThatIsHeardOfAfterTheNewer() {
        publisher.publish(running(2, after(100)));
        publisher.publish(running(1, NOON));
        publisher.publish(new EnvFailed(environment, 1, FailureCause.EXITED, "exit code 0", after(50)));
        publisher.publish(new EnvStopped(environment, 2, after(160)));
        awaitRecords("status=closed", 2);

        assertThat(records("").path(0).path("duration_s").asLong()).isEqualTo(50);
        assertThat(records("").path(1).path("duration_s").asLong()).isEqualTo(60);
    }

    @Test
    void neverBillsTwoLeasesForTheSameSecond() {
        publisher.publish(running(1, NOON));
        publisher.publish(running(2, after(50)));
        publisher.publish(new EnvStopped(environment, 2, after(80)));
        publisher.publish(new EnvStopped(environment, 1, after(60))); // its host's clock is ahead
        probe.await(
                MeterClosed.class,
                event -> event.workloadId().equals(environment)
                        && event.endTime().equals(after(60)));

        assertThat(records("").path(0).path("duration_s").asLong()).isEqualTo(50);
        assertThat(records("").path(1).path("duration_s").asLong()).isEqualTo(30);
    }

    @Test
    void pausesWhileTheHostIsSilentAndGoesOnWhenItIsBack() {
        publisher.publish(running(1, NOON));
        publisher.publish(new EnvUnknown(environment, HOST, 1, after(100), "no heartbeat"));
        awaitRecords("status=paused", 1);
        assertThat(records("").path(0).path("duration_s").asLong()).isEqualTo(100);

        publisher.publish(new EnvRecovered(environment, HOST, 1, after(400)));
        awaitRecords("status=open", 1);
        publisher.publish(new EnvStopped(environment, 1, after(500)));
        awaitRecords("status=closed", 2);

        assertThat(records("").path(1).path("start_time").asString()).isEqualTo("2026-03-10T12:06:40Z");
        assertThat(records("").path(1).path("duration_s").asLong()).isEqualTo(100);
    }

    @Test
    void goesOnBillingWhenTheClockOfTheHostWasSetBackWhileItWasSilent() {
        publisher.publish(running(1, NOON));
        publisher.publish(new EnvUnknown(environment, HOST, 1, after(400), "no heartbeat"));
        publisher.publish(new EnvRecovered(environment, HOST, 1, after(100)));
        awaitRecords("status=open", 1);
        publisher.publish(new EnvStopped(environment, 1, after(500)));
        awaitRecords("status=closed", 2);

        assertThat(records("").path(0).path("duration_s").asLong()).isEqualTo(400);
        assertThat(records("").path(1).path("duration_s").asLong()).isEqualTo(100);
    }

    @Test
    void losesNothingThatHappensWhileItIsStopped() {
        publisher.publish(running(1, NOON));
        awaitRecords("status=open", 1);

        listeners.getListenerContainer("billing.meter").stop();
        publisher.publish(new EnvStopped(environment, 1, after(3600)));
        listeners.getListenerContainer("billing.meter").start();

        awaitRecords("status=closed", 1);
        assertThat(records("").path(0).path("amount").asString()).isEqualTo("2.120000");
    }

    @Test
    void finishesInANewProcessWhatAnotherBegan() {
        publisher.publish(running(1, NOON));
        awaitRecords("status=open", 1);
        listeners.getListenerContainer("billing.meter").stop();

        try (var successor = BillingService.application()
                .run(
                        "--spring.datasource.url=" + setting("spring.datasource.url"),
                        "--spring.datasource.username=" + setting("spring.datasource.username"),
                        "--spring.kafka.bootstrap-servers=" + setting("spring.kafka.bootstrap-servers"),
                        "--server.port=0",
                        "--remotegpu.messaging.host-facts.signed=false",
                        "--remotegpu.messaging.relay.enabled=false")) {
            publisher.publish(new EnvStopped(environment, 1, after(3600)));
            awaitRecords("status=closed", 1);
        } finally {
            listeners.getListenerContainer("billing.meter").start();
        }
        assertThat(records("").path(0).path("duration_s").asLong()).isEqualTo(3600);
    }

    private String setting(String property) {
        return settings.getRequiredProperty(property);
    }
}
