package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.workspace.tenancy.AsSystem;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
@AsSystem
class SchedulerListener {
    private static final String CONSUMER = "workspace.environments";

    private final Inbox inbox;
    private final SchedulerFacts facts;

    SchedulerListener(Inbox inbox, SchedulerFacts facts) {
        this.inbox = inbox;
        this.facts = facts;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.SCHEDULER)
    void on(Envelope<Message> envelope) {
        if (envelope.message() instanceof SchedulerEvent fact) {
            inbox.once(CONSUMER, envelope.with(fact), event -> facts.apply(event, envelope.time()));
        }
    }
}
