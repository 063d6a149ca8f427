package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears what becomes of services. */
@Component
class SchedulerListener {
    private static final String CONSUMER = "gis.lifecycle";

    private final Inbox inbox;
    private final SchedulerFacts facts;

    SchedulerListener(Inbox inbox, SchedulerFacts facts) {
        this.inbox = inbox;
        this.facts = facts;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.SCHEDULER)
    void on(Envelope<Message> envelope) {
        if (envelope.message() instanceof SchedulerEvent fact
                && fact.workloadId().isGisService()) {
            inbox.once(CONSUMER, envelope.with(fact), facts::take);
        }
    }
}
