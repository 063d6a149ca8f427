package io.remotegpu.billing.customers;

import io.remotegpu.contracts.IdentityEvent.CustomerRegistered;
import io.remotegpu.contracts.IdentityEvent.CustomerTypeChanged;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceCreated;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberAdded;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberRemoved;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import java.util.Set;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears who there is and who manages what. */
@Component
class PeopleListener {
    private static final String CONSUMER = "billing.people";
    private static final Set<String> MANAGERS = Set.of("owner", "admin");

    private final Inbox inbox;
    private final Customers customers;

    PeopleListener(Inbox inbox, Customers customers) {
        this.inbox = inbox;
        this.customers = customers;
    }

    @KafkaListener(
            id = CONSUMER,
            topics = {Topics.IDENTITY, Topics.WORKSPACE})
    void on(Envelope<Message> envelope) {
        inbox.once(CONSUMER, envelope, this::hear);
    }

    private void hear(Message message) {
        switch (message) {
            case CustomerRegistered fact ->
                customers.register(fact.customerId().value(), fact.username(), fact.userType());
            case CustomerTypeChanged fact ->
                customers.register(fact.customerId().value(), "", fact.userType());
            case WorkspaceCreated fact ->
                customers.workspace(
                        fact.workspaceId().value(), fact.name(), fact.ownerId().value());
            case WorkspaceMemberAdded fact ->
                customers.manager(
                        fact.workspaceId().value(), fact.customerId().value(), MANAGERS.contains(fact.role()));
            case WorkspaceMemberRemoved fact ->
                customers.manager(fact.workspaceId().value(), fact.customerId().value(), false);
            default -> {} // other facts on these topics change no bill
        }
    }
}
