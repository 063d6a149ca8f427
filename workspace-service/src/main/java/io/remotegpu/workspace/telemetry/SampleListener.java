package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.TelemetryEvent.ActivitySeen;
import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.TelemetryEvent.ImagePulling;
import io.remotegpu.contracts.TelemetryEvent.SessionsSeen;
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
    private final SampleWatcher conditions;
    private final ActivityWatcher activity;
    private final SessionWatcher sessions;
    private final Pulls pulls;

    SampleListener(
            Samples samples, SampleWatcher conditions, ActivityWatcher activity, SessionWatcher sessions, Pulls pulls) {
        this.samples = samples;
        this.conditions = conditions;
        this.activity = activity;
        this.sessions = sessions;
        this.pulls = pulls;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.TELEMETRY)
    void on(Envelope<Message> envelope) {
        switch (envelope.message()) {
            case HostSampled sampled -> {
                if (samples.keep(sampled)) {
                    conditions.see(sampled);
                }
            }
            case ActivitySeen seen -> activity.see(seen);
            case SessionsSeen seen -> sessions.see(seen);
            case ImagePulling pulling -> pulls.see(pulling);
            default -> {} // from a newer agent
        }
    }
}
