package io.remotegpu.workspace.suspension;

import io.remotegpu.contracts.IdentityEvent.CustomerDeleted;
import io.remotegpu.contracts.IdentityEvent.CustomerReinstated;
import io.remotegpu.contracts.IdentityEvent.CustomerSuspended;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.workspace.tenancy.AsSystem;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
@AsSystem
class AccountListener {
    private static final String CONSUMER = "workspace.accounts";

    private final Inbox inbox;
    private final Accounts accounts;

    AccountListener(Inbox inbox, Accounts accounts) {
        this.inbox = inbox;
        this.accounts = accounts;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.IDENTITY)
    void on(Envelope<Message> envelope) {
        switch (envelope.message()) {
            case CustomerSuspended suspended ->
                inbox.once(CONSUMER, envelope.with(suspended), fact -> accounts.suspend(fact, envelope.time()));
            case CustomerReinstated back ->
                inbox.once(CONSUMER, envelope.with(back), fact -> accounts.reinstate(fact, envelope.time()));
            case CustomerDeleted deleted ->
                inbox.once(CONSUMER, envelope.with(deleted), fact -> accounts.delete(fact, envelope.time()));
            default -> {} // other facts of identity-service change nothing here
        }
    }
}
