package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.workspace.tenancy.AsSystem;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** A sample is known by environment and instant, so its rows count once without the inbox (ADR 20). */
@Component
@AsSystem
class SampleListener {
    private static final String CONSUMER = "workspace.samples";

    private final Samples samples;

    SampleListener(Samples samples) {
        this.samples = samples;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.TELEMETRY)
    void on(Envelope<Message> envelope) {
        if (envelope.message() instanceof HostSampled sampled) {
            samples.keep(sampled);
        }
    }
}
