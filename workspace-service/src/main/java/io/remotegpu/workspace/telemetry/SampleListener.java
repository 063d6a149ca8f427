package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.TelemetryEvent.ActivitySeen;
import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.workspace.tenancy.AsSystem;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * A sample is known by environment and instant, so its rows count once without the inbox (ADR 20). One listener hears samples and who was
 * seen: what a host measured before it looked is there when the look is judged.
 */
@Component
@AsSystem
class SampleListener {
    private static final String CONSUMER = "workspace.samples";

    private final Samples samples;
    private final ActivityWatcher activity;

    SampleListener(Samples samples, ActivityWatcher activity) {
        this.samples = samples;
        this.activity = activity;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.TELEMETRY)
    void on(Envelope<Message> envelope) {
        switch (envelope.message()) {
            case HostSampled sampled -> samples.keep(sampled);
            case ActivitySeen seen -> activity.see(seen);
            default -> {} // from a newer agent
        }
    }
}
