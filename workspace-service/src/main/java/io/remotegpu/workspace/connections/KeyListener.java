package io.remotegpu.workspace.connections;

import io.remotegpu.contracts.IdentityEvent.SshKeyAdded;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.workspace.tenancy.AsSystem;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears whose keys there are. */
@Component
@AsSystem
class KeyListener {
    private static final String CONSUMER = "workspace.ssh-keys";

    private final Inbox inbox;
    private final KeyNames keys;

    KeyListener(Inbox inbox, KeyNames keys) {
        this.inbox = inbox;
        this.keys = keys;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.IDENTITY)
    void on(Envelope<Message> envelope) {
        if (envelope.message() instanceof SshKeyAdded added) {
            inbox.once(CONSUMER, envelope.with(added), keys::add);
        }
    }
}
