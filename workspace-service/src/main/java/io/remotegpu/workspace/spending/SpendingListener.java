package io.remotegpu.workspace.spending;

import io.remotegpu.contracts.BillingEvent.SpendingAllowed;
import io.remotegpu.contracts.BillingEvent.SpendingBlocked;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.workspace.tenancy.AsSystem;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
@AsSystem
class SpendingListener {
    private static final String CONSUMER = "workspace.spending";

    private final Inbox inbox;
    private final Spending spending;

    SpendingListener(Inbox inbox, Spending spending) {
        this.inbox = inbox;
        this.spending = spending;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.BILLING)
    void on(Envelope<Message> envelope) {
        switch (envelope.message()) {
            case SpendingBlocked blocked ->
                inbox.once(CONSUMER, envelope.with(blocked), fact -> spending.block(fact, envelope.time()));
            case SpendingAllowed allowed ->
                inbox.once(CONSUMER, envelope.with(allowed), fact -> spending.allow(fact, envelope.time()));
            default -> {} // meters and notices stop nothing
        }
    }
}
