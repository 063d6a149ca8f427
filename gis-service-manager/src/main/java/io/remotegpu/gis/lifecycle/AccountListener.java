package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent;
import io.remotegpu.contracts.IdentityEvent.CustomerDeleted;
import io.remotegpu.contracts.IdentityEvent.CustomerReinstated;
import io.remotegpu.contracts.IdentityEvent.CustomerSuspended;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.gis.logs.OperationType;
import io.remotegpu.gis.services.ServiceDirectory;
import io.remotegpu.gis.services.ServiceRemoval;
import io.remotegpu.messaging.Inbox;
import java.time.Clock;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Stops what belongs to nobody who may log in, keeps it for a while, and removes what is left of accounts that do not come back. */
@Component
class AccountListener {
    private static final String CONSUMER = "gis.accounts";
    private static final int BATCH = 100;

    private final Inbox inbox;
    private final Accounts accounts;
    private final AccountProperties properties;
    private final ServiceDirectory services;
    private final ServiceRemoval removal;
    private final Lifecycle lifecycle;
    private final Clock clock;

    AccountListener(
            Inbox inbox,
            Accounts accounts,
            AccountProperties properties,
            ServiceDirectory services,
            ServiceRemoval removal,
            Lifecycle lifecycle,
            Clock clock) {
        this.inbox = inbox;
        this.accounts = accounts;
        this.properties = properties;
        this.services = services;
        this.removal = removal;
        this.lifecycle = lifecycle;
        this.clock = clock;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.IDENTITY)
    void on(Envelope<Message> envelope) {
        switch (envelope.message()) {
            case CustomerSuspended fact -> become(envelope, fact, fact.customerId(), Accounts.SUSPENDED);
            case CustomerDeleted fact -> become(envelope, fact, fact.customerId(), Accounts.DELETED);
            case CustomerReinstated fact -> become(envelope, fact, fact.customerId(), Accounts.ACTIVE);
            default -> {} // of no concern to services
        }
    }

    private void become(Envelope<Message> envelope, IdentityEvent fact, CustomerId user, String status) {
        inbox.once(CONSUMER, envelope.with(fact), same -> accounts.become(user, status, envelope.time()));
    }

    /** Also what began while the account was being closed. */
    @Scheduled(fixedDelayString = "${gis.accounts.stop-every:2s}")
    void stopRunning() {
        accounts.running().forEach(id -> services.find(id)
                .ifPresent(service -> lifecycle.stop(id, service.owner(), OperationType.STOP)));
    }

    @Scheduled(fixedDelayString = "${gis.accounts.remove-every:1h}")
    void removeLeft() {
        accounts.left(clock.instant().minus(properties.removeAfter()), BATCH).forEach(id -> removal.begin(id, false));
    }
}
