package io.remotegpu.gis.traffic;

import io.remotegpu.contracts.GisTraffic;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Adds up what gateways tell. */
@Component
class TrafficListener {
    static final String CONSUMER = "gis.traffic";

    private final Inbox inbox;
    private final TrafficStore store;

    TrafficListener(Inbox inbox, TrafficStore store) {
        this.inbox = inbox;
        this.store = store;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.GIS_TRAFFIC)
    void on(Envelope<Message> envelope) {
        if (envelope.message() instanceof GisTraffic) {
            inbox.once(CONSUMER, envelope, message -> store.add((GisTraffic) message));
        }
    }
}
