package io.remotegpu.identity.audit;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Writes down what people did in other services, as those tell it. Each fact stands for itself, so their order does not matter. */
@Component
class AuditListener {
    private static final String CONSUMER = "identity.audit";

    private final Inbox inbox;
    private final AuditLog audit;
    private final ForeignFacts facts;

    AuditListener(Inbox inbox, AuditLog audit, ForeignFacts facts) {
        this.inbox = inbox;
        this.audit = audit;
        this.facts = facts;
    }

    @KafkaListener(
            id = CONSUMER,
            topics = {Topics.ENVIRONMENT, Topics.WORKSPACE, Topics.SCHEDULER, Topics.BILLING, Topics.FLEET})
    void on(Envelope<Message> envelope) {
        facts.entry(envelope.message())
                .ifPresent(entry ->
                        inbox.once(CONSUMER, envelope, message -> audit.append(entry.happenedAt(envelope.time()))));
    }
}
