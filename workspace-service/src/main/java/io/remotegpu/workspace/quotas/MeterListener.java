package io.remotegpu.workspace.quotas;

import io.remotegpu.contracts.BillingEvent.MeterClosed;
import io.remotegpu.contracts.BillingEvent.MeterOpened;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.workspace.tenancy.AsSystem;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Learns from billing-service how long GPUs were used. */
@Component
@AsSystem
class MeterListener {
    private static final String CONSUMER = "workspace.gpu-time";

    private final Inbox inbox;
    private final GpuTime gpuTime;

    MeterListener(Inbox inbox, GpuTime gpuTime) {
        this.inbox = inbox;
        this.gpuTime = gpuTime;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.BILLING)
    void on(Envelope<Message> envelope) {
        switch (envelope.message()) {
            case MeterOpened opened -> inbox.once(CONSUMER, envelope.with(opened), gpuTime::open);
            case MeterClosed closed -> inbox.once(CONSUMER, envelope.with(closed), gpuTime::close);
            default -> {} // what else billing-service tells is about money
        }
    }
}
