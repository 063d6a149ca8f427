package io.remotegpu.billing.intake;

import io.remotegpu.billing.utilization.GpuUtilization;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.listen.Batches;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Hears what hosts measure. Nobody is billed for it, so a sample that is lost is only a gap in a report. */
@Component
class TelemetryListener {
    static final String CONSUMER = "billing.utilization";

    private final InboxBatch inbox;
    private final GpuUtilization utilization;
    private final TransactionOperations transaction;
    private final IntakeProperties properties;
    private final Clock clock;

    TelemetryListener(
            InboxBatch inbox,
            GpuUtilization utilization,
            TransactionOperations transaction,
            IntakeProperties properties,
            Clock clock) {
        this.inbox = inbox;
        this.utilization = utilization;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.TELEMETRY, containerFactory = Batches.FACTORY)
    void on(List<Envelope<Message>> envelopes) {
        Halves.take(envelopes, part -> transaction.executeWithoutResult(status -> take(part)));
    }

    private void take(List<Envelope<Message>> envelopes) {
        Instant latest = clock.instant().plus(properties.clockAhead());
        utilization.add(inbox.claim(CONSUMER, envelopes).stream()
                .map(Envelope::message)
                .filter(HostSampled.class::isInstance)
                .map(HostSampled.class::cast)
                .filter(sample -> !sample.at().isAfter(latest))
                .toList());
    }
}
