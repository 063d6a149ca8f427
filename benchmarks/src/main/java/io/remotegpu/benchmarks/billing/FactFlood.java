package io.remotegpu.benchmarks.billing;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.kafka.EnvelopeRecord;
import io.remotegpu.contracts.kafka.EnvelopeSerializer;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.workload.AttestedWorkload;
import io.remotegpu.contracts.workload.LeasedGpu;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Facts of a fleet of 1,000 GPUs on 125 hosts, whose GPUs are leased one after another. */
final class FactFlood {
    private static final int GPUS = 1_000;
    private static final int GPUS_PER_HOST = 8;
    private static final int FACTS_PER_LEASE = 4;
    private static final int HEARTBEATS_PER_LIFE_CYCLE = 16;

    private final String kafka;
    private final Instant start = Instant.parse("2026-11-01T00:00:00Z");
    private int lease;

    FactFlood(String kafka) {
        this.kafka = kafka;
    }

    /** Reserved, running, stopped, released; nothing else. */
    void lifeCycles(int facts) {
        try (KafkaProducer<String, Envelope<? extends Message>> producer = producer()) {
            for (int sent = 0; sent < facts; sent += FACTS_PER_LEASE) {
                lease(producer, lease++);
            }
        }
    }

    /** As in an ordinary hour: of twenty facts sixteen are heartbeats. */
    void withHeartbeats(int facts) {
        try (KafkaProducer<String, Envelope<? extends Message>> producer = producer()) {
            for (int sent = 0; sent < facts; sent += FACTS_PER_LEASE + HEARTBEATS_PER_LIFE_CYCLE) {
                for (int beat = 0; beat < HEARTBEATS_PER_LIFE_CYCLE; beat++) {
                    heartbeat(producer, sent + beat);
                }
                lease(producer, lease++);
            }
        }
    }

    private void lease(KafkaProducer<String, Envelope<? extends Message>> producer, int number) {
        HostId host = host(number % GPUS);
        EnvRunning running = running(number, host);
        Instant at = running.startedAt().minusSeconds(2);
        List<LeasedGpu> gpus = running.gpus();
        WorkloadId workload = running.workloadId();
        long epoch = running.epoch();
        send(producer, at, new GpuReserved(workload, host, host.value(), epoch, gpus, List.of()));
        send(producer, running.startedAt(), running);
        send(producer, at.plusSeconds(92), new EnvStopped(workload, epoch, at.plusSeconds(90)));
        List<String> clean = List.of(gpus.getFirst().uuid());
        send(producer, at.plusSeconds(95), new GpuReleased(workload, host, epoch, clean, List.of()));
    }

    private EnvRunning running(int number, HostId host) {
        int gpu = number % GPUS;
        LeasedGpu leased = new LeasedGpu("GPU-" + gpu, gpu % GPUS_PER_HOST, "NVIDIA A100", 81_920, true);
        return new EnvRunning(
                new WorkloadId("env-bench-" + number),
                new CustomerId(number % 500 + 1),
                new WorkspaceId(number % 100 + 1),
                host,
                host.value(),
                "docker",
                "c",
                number + 1L,
                List.of(leased),
                4,
                8192,
                List.of(),
                start.plusSeconds(number / GPUS * 120L + 2));
    }

    private void heartbeat(KafkaProducer<String, Envelope<? extends Message>> producer, int number) {
        HostId host = host(number * GPUS_PER_HOST % GPUS);
        Instant at = start.plusSeconds(number / (GPUS / GPUS_PER_HOST) * 10L);
        List<AttestedWorkload> running = List.of(new AttestedWorkload(
                new WorkloadId("env-bench-" + number % 1000),
                number % 1000 + 1L,
                AttestedWorkload.State.RUNNING,
                10_000));
        send(producer, at, new HostHeartbeat(host, at, number, running));
    }

    private static HostId host(int gpu) {
        return new HostId("host-" + gpu / GPUS_PER_HOST);
    }

    private static void send(KafkaProducer<String, Envelope<? extends Message>> producer, Instant at, Message message) {
        producer.send(EnvelopeRecord.of(new Envelope<>(UUID.randomUUID(), "bench", at, null, message)));
    }

    private KafkaProducer<String, Envelope<? extends Message>> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 20),
                new StringSerializer(),
                new EnvelopeSerializer());
    }
}
