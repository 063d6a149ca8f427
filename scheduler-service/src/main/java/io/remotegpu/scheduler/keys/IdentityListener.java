package io.remotegpu.scheduler.keys;

import io.remotegpu.contracts.IdentityEvent;
import io.remotegpu.contracts.IdentityEvent.CustomerDeleted;
import io.remotegpu.contracts.IdentityEvent.CustomerRegistered;
import io.remotegpu.contracts.IdentityEvent.CustomerReinstated;
import io.remotegpu.contracts.IdentityEvent.CustomerSuspended;
import io.remotegpu.contracts.IdentityEvent.CustomerTypeChanged;
import io.remotegpu.contracts.IdentityEvent.SessionRevoked;
import io.remotegpu.contracts.IdentityEvent.SshKeyAdded;
import io.remotegpu.contracts.IdentityEvent.SshKeyRemoved;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears whose keys changed. */
@Component
class IdentityListener {
    private static final String CONSUMER = "scheduler.identity";

    private final Inbox inbox;
    private final SshKeys keys;

    IdentityListener(Inbox inbox, SshKeys keys) {
        this.inbox = inbox;
        this.keys = keys;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.IDENTITY)
    void on(Envelope<Message> envelope) {
        if (envelope.message() instanceof IdentityEvent fact) {
            inbox.once(CONSUMER, envelope.with(fact), this::take);
        }
    }

    private void take(IdentityEvent fact) {
        switch (fact) {
            case SshKeyAdded added -> keys.add(added);
            case SshKeyRemoved removed -> keys.remove(removed);
            // The keys of a suspended or deleted customer come as removed, each for itself.
            case CustomerRegistered _,
                    CustomerSuspended _,
                    CustomerReinstated _,
                    CustomerDeleted _,
                    CustomerTypeChanged _,
                    SessionRevoked _ -> {}
        }
    }
}
