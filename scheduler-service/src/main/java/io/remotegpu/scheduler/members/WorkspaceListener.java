package io.remotegpu.scheduler.members;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.WorkspaceEvent;
import io.remotegpu.contracts.WorkspaceEvent.EnvDiskNearlyFull;
import io.remotegpu.contracts.WorkspaceEvent.EnvIdleWarned;
import io.remotegpu.contracts.WorkspaceEvent.InvitationAccepted;
import io.remotegpu.contracts.WorkspaceEvent.InvitationSent;
import io.remotegpu.contracts.WorkspaceEvent.QuotaNearlyUsed;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceCreated;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberAdded;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberRemoved;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears who came into a workspace and who left it. */
@Component
class WorkspaceListener {
    private static final String CONSUMER = "scheduler.workspaces";

    private final Inbox inbox;
    private final WorkspaceMembers members;

    WorkspaceListener(Inbox inbox, WorkspaceMembers members) {
        this.inbox = inbox;
        this.members = members;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.WORKSPACE)
    void on(Envelope<Message> envelope) {
        if (envelope.message() instanceof WorkspaceEvent fact) {
            inbox.once(CONSUMER, envelope.with(fact), this::take);
        }
    }

    private void take(WorkspaceEvent fact) {
        switch (fact) {
            case WorkspaceMemberAdded added -> members.add(added);
            case WorkspaceMemberRemoved removed -> members.remove(removed);
            // Whom an invitation brings in, and whose a new workspace is, is told as a member added.
            case WorkspaceCreated _,
                    InvitationSent _,
                    InvitationAccepted _,
                    QuotaNearlyUsed _,
                    EnvIdleWarned _,
                    EnvDiskNearlyFull _ -> {}
        }
    }
}
