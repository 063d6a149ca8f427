package io.remotegpu.gis.traffic;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.workload.WorkloadSample;
import io.remotegpu.gis.access.WorkloadIds;
import io.remotegpu.messaging.Inbox;
import java.util.Objects;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears from hosts what instances use. */
@Component
class SampleListener {
    static final String CONSUMER = "gis.samples";

    private final Inbox inbox;
    private final TrafficStore store;

    SampleListener(Inbox inbox, TrafficStore store) {
        this.inbox = inbox;
        this.store = store;
    }

    /** Hosts without services are many; of them nothing is written down, not even that they were heard. */
    @KafkaListener(id = CONSUMER, topics = Topics.TELEMETRY)
    void on(Envelope<Message> envelope) {
        if (envelope.message() instanceof HostSampled sampled
                && sampled.workloads().stream().anyMatch(SampleListener::tells)) {
            inbox.once(CONSUMER, envelope.with(sampled), fact -> fact.workloads().stream()
                    .filter(SampleListener::tells)
                    .forEach(sample -> add(fact, sample)));
        }
    }

    private static boolean tells(WorkloadSample sample) {
        return sample.memory() != null
                && WorkloadIds.find(sample.workloadId().value()).isPresent();
    }

    private void add(HostSampled fact, WorkloadSample sample) {
        store.add(
                WorkloadIds.service(sample.workloadId()),
                fact.at(),
                Objects.requireNonNull(sample.memory(), "looked at before"),
                Objects.requireNonNullElse(sample.cpu(), 0.0));
    }
}
