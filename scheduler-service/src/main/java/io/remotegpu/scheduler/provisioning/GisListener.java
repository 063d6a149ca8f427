package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.GisEvent;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears what is wanted of GIS services. */
@Component
class GisListener {
    private static final String CONSUMER = "scheduler.gis";

    private final Inbox inbox;
    private final GisWishes wishes;

    GisListener(Inbox inbox, GisWishes wishes) {
        this.inbox = inbox;
        this.wishes = wishes;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.GIS)
    void on(Envelope<Message> envelope) {
        if (envelope.message() instanceof GisEvent wish) {
            inbox.once(CONSUMER, envelope.with(wish), wishes::take);
        }
    }
}
