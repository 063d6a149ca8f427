package io.remotegpu.workspace.snapshots;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.SchedulerEvent.SnapshotFact;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.workspace.tenancy.AsSystem;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
@AsSystem
class SnapshotListener {
    private static final String CONSUMER = "workspace.snapshots";

    private final Inbox inbox;
    private final SnapshotFacts facts;

    SnapshotListener(Inbox inbox, SnapshotFacts facts) {
        this.inbox = inbox;
        this.facts = facts;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.SCHEDULER)
    void on(Envelope<Message> envelope) {
        if (envelope.message() instanceof SnapshotFact fact) {
            inbox.once(CONSUMER, envelope.with(fact), event -> facts.apply(event, envelope.time()));
        }
    }
}
