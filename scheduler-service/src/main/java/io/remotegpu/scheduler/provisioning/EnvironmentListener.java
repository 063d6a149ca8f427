package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.EnvironmentEvent;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears what people want of their environments. */
@Component
class EnvironmentListener {
    private static final String CONSUMER = "scheduler.environments";

    private final Inbox inbox;
    private final Wishes wishes;

    EnvironmentListener(Inbox inbox, Wishes wishes) {
        this.inbox = inbox;
        this.wishes = wishes;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.ENVIRONMENT)
    void on(Envelope<Message> envelope) {
        if (envelope.message() instanceof EnvironmentEvent wish) {
            inbox.once(CONSUMER, envelope.with(wish), wishes::take);
        }
    }
}
