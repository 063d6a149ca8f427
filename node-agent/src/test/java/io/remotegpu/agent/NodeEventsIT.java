package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.bus.KafkaNodeEvents;
import io.remotegpu.agent.bus.KafkaSettings;
import io.remotegpu.agent.bus.PlainAccess;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.GpuEvidence;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Facts that a real broker refuses for their size. */
class NodeEventsIT {
    private static final HostId HOST = new HostId("host-1");
    private static final WorkloadId ID = new WorkloadId("env-1");
    private static final String TOO_LONG = "x".repeat(3_000_000);
    private static TestKafka kafka;

    private KafkaNodeEvents events;

    @BeforeAll
    static void startKafka() {
        kafka = new TestKafka();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void connect() {
        kafka.forget();
        events = new KafkaNodeEvents(
                new KafkaSettings(kafka.servers(), HOST, new PlainAccess(new Properties())), Clock.systemUTC());
    }

    @AfterEach
    void disconnect() {
        events.close();
    }

    @Test
    void tellsTheSameFailureInFewerWords() {
        publish(new ContainerFailed(HOST, ID, 1, FailureCause.PROBE_FAILED, TOO_LONG, 20000));

        ContainerFailed told = kafka.awaitFirst(ContainerFailed.class, event -> true);
        assertThat(told.reason()).startsWith("xxx").hasSizeLessThan(1000);
        assertThat(told).isEqualTo(new ContainerFailed(HOST, ID, 1, FailureCause.PROBE_FAILED, told.reason(), 20000));
    }

    @Test
    void tellsOfADirtyGpuWithSomeOfItsProcesses() {
        GpuEvidence crowded = new GpuEvidence(
                "GPU-1", 1, Collections.nCopies(100_000, "4711 python3 some.py"), "busy", Instant.EPOCH);
        publish(new GpuDirty(HOST, ID, 1, List.of(crowded)));

        GpuDirty told = kafka.awaitFirst(GpuDirty.class, event -> true);
        assertThat(told.evidence()).singleElement().satisfies(gpu -> {
            assertThat(gpu.problem()).isEqualTo("busy");
            assertThat(gpu.processes()).isNotEmpty().hasSizeLessThan(100);
        });
    }

    @Test
    void goesOnAfterAFactThatCannotBeShortened() {
        publish(new HostRegistered(HOST, TOO_LONG, "", "traditional", "docker", "1", 1, 1, List.of(), 1, 2, Map.of()));
        publish(new WorkloadRemoved(HOST, ID, 1));

        kafka.awaitFirst(WorkloadRemoved.class, event -> true);
        assertThat(kafka.seen(HostRegistered.class, event -> true)).isEmpty();
    }

    private void publish(io.remotegpu.contracts.NodeEvent event) {
        events.publish(UUID.randomUUID(), event, null);
    }
}
