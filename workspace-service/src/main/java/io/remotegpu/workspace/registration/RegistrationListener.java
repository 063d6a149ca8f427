package io.remotegpu.workspace.registration;

import io.remotegpu.contracts.IdentityEvent.CustomerRegistered;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.workspace.customers.Customers;
import io.remotegpu.workspace.tenancy.AsSystem;
import io.remotegpu.workspace.workspaces.Workspaces;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Everybody who registers is known here and gets a personal workspace. */
@Component
@AsSystem
class RegistrationListener {
    private static final String CONSUMER = "workspace.registration";

    private final Inbox inbox;
    private final Customers customers;
    private final Workspaces workspaces;

    RegistrationListener(Inbox inbox, Customers customers, Workspaces workspaces) {
        this.inbox = inbox;
        this.customers = customers;
        this.workspaces = workspaces;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.IDENTITY)
    void on(Envelope<Message> envelope) {
        if (envelope.message() instanceof CustomerRegistered registered) {
            inbox.once(CONSUMER, envelope.with(registered), this::welcome);
        }
    }

    private void welcome(CustomerRegistered registered) {
        customers.register(registered);
        workspaces.createPersonal(registered.customerId(), registered.username());
    }
}
