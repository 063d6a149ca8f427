package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceCreated;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears of personal workspaces: use of a service is charged to its owner's. */
@Component
class WorkspaceListener {
    private static final String CONSUMER = "gis.workspaces";
    private static final String PERSONAL = "personal";

    private final Inbox inbox;
    private final PersonalWorkspaces workspaces;

    WorkspaceListener(Inbox inbox, PersonalWorkspaces workspaces) {
        this.inbox = inbox;
        this.workspaces = workspaces;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.WORKSPACE)
    void on(Envelope<Message> envelope) {
        if (envelope.message() instanceof WorkspaceCreated created
                && created.type().equals(PERSONAL)) {
            inbox.once(
                    CONSUMER, envelope.with(created), fact -> workspaces.remember(fact.ownerId(), fact.workspaceId()));
        }
    }
}
