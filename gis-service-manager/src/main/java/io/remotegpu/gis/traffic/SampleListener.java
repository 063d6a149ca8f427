package io.remotegpu.gis.traffic;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.workload.DiskUse;
import io.remotegpu.contracts.workload.WorkloadSample;
import io.remotegpu.gis.access.WorkloadIds;
import io.remotegpu.gis.quotas.StorageLedger;
import io.remotegpu.messaging.Inbox;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears from hosts what instances use and keep. A host is believed about the present alone, and about what runs on it. */
@Component
class SampleListener {
    static final String CONSUMER = "gis.samples";
    private static final Duration PRESENT = Duration.ofHours(1);

    private final Inbox inbox;
    private final TrafficStore store;
    private final StorageLedger storage;
    private final Clock clock;

    SampleListener(Inbox inbox, TrafficStore store, StorageLedger storage, Clock clock) {
        this.inbox = inbox;
        this.store = store;
        this.storage = storage;
        this.clock = clock;
    }

    /** Hosts without services are many; of them nothing is written down, not even that they were heard. */
    @KafkaListener(id = CONSUMER, topics = Topics.TELEMETRY)
    void on(Envelope<Message> envelope) {
        if (envelope.message() instanceof HostSampled sampled
                && isOfNow(sampled)
                && sampled.workloads().stream().anyMatch(SampleListener::tells)) {
            inbox.once(CONSUMER, envelope.with(sampled), fact -> fact.workloads().stream()
                    .filter(SampleListener::tells)
                    .forEach(sample -> add(fact, sample)));
        }
    }

    private boolean isOfNow(HostSampled sampled) {
        return Duration.between(sampled.at(), clock.instant()).abs().compareTo(PRESENT) <= 0;
    }

    private static boolean tells(WorkloadSample sample) {
        return sample.memory() != null
                && WorkloadIds.find(sample.workloadId().value()).isPresent();
    }

    private void add(HostSampled fact, WorkloadSample sample) {
        long service = WorkloadIds.service(sample.workloadId());
        boolean isOurs = store.add(
                new TrafficStore.Run(service, fact.hostId(), sample.epoch()),
                fact.at(),
                Objects.requireNonNull(sample.memory(), "looked at before"),
                Objects.requireNonNullElse(sample.cpu(), 0.0));
        DiskUse disk = sample.disk();
        if (isOurs && disk != null) {
            storage.measured(service, disk.volumes(), fact.at());
        }
    }
}
