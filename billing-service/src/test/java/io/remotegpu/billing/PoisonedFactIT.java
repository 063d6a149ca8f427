package io.remotegpu.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.messaging.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/** A fact that cannot be billed is set aside with why; the facts around it are billed. */
class PoisonedFactIT extends BillingTestBase {
    private static final int AROUND = 20;

    @Autowired
    KafkaListenerEndpointRegistry listeners;

    @Test
    void isSetAsideAloneAndTheRestOfItsBatchIsBilledOnce() {
        WorkloadId poison = new WorkloadId("env-poison-" + customer);
        listeners.getListenerContainer("billing.meter").stop();
        for (int i = 1; i <= AROUND; i++) {
            publisher.publish(running(i, after(100L * i)));
            publisher.publish(new EnvStopped(environment, i, after(100L * i + 60)));
            if (i == AROUND / 2) {
                publisher.publish(immeasurable(poison));
            }
        }
        listeners.getListenerContainer("billing.meter").start();

        awaitRecords("status=closed&page_size=100", AROUND);
        await().atMost(Duration.ofSeconds(60)).until(() -> deadLetter(poison) != null);
        ConsumerRecord<String, byte[]> dead = deadLetter(poison);
        assertThat(header(dead, DeadLetter.CONSUMER)).isEqualTo("billing.meter");
        assertThat(header(dead, DeadLetter.REASON)).isNotBlank();
        assertThat(records("page_size=100").size()).isEqualTo(AROUND);
        assertThat(jdbc.sql("select count(*) from usage_facts where workload_id = ?")
                        .param(poison.value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** No database can add up what so many cores cost. */
    private EnvRunning immeasurable(WorkloadId workload) {
        return new EnvRunning(
                workload,
                new CustomerId(customer),
                new WorkspaceId(customer),
                new HostId("gpu-1"),
                "gpu-1",
                "docker",
                "c",
                1,
                List.of(),
                1e300,
                8192,
                List.of(),
                NOON);
    }

    private ConsumerRecord<String, byte[]> deadLetter(WorkloadId workload) {
        return probe.records(Topics.deadLetters(Topics.SCHEDULER)).stream()
                .filter(record -> workload.value().equals(record.key()))
                .findFirst()
                .orElse(null);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
