package io.remotegpu.identity.notifications.facts;

import io.remotegpu.contracts.BillingEvent;
import io.remotegpu.contracts.EnvironmentEvent;
import io.remotegpu.contracts.FleetEvent;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.WorkspaceEvent;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
class NotificationListener {
    private static final String CONSUMER = "identity.notifications";

    private final Inbox inbox;
    private final SchedulerFacts scheduler;
    private final WishFacts wishes;
    private final PersonalFacts personal;
    private final FleetFacts fleet;

    NotificationListener(
            Inbox inbox, SchedulerFacts scheduler, WishFacts wishes, PersonalFacts personal, FleetFacts fleet) {
        this.inbox = inbox;
        this.scheduler = scheduler;
        this.wishes = wishes;
        this.personal = personal;
        this.fleet = fleet;
    }

    @KafkaListener(
            id = CONSUMER,
            topics = {Topics.ENVIRONMENT, Topics.SCHEDULER, Topics.WORKSPACE, Topics.BILLING, Topics.FLEET})
    void on(Envelope<Message> envelope) {
        inbox.once(CONSUMER, envelope, message -> {
            switch (message) {
                case SchedulerEvent fact -> scheduler.apply(fact, envelope.time());
                case EnvironmentEvent fact -> wishes.apply(fact, envelope.time());
                case WorkspaceEvent fact -> personal.apply(fact);
                case BillingEvent fact -> personal.apply(fact, envelope.time());
                case FleetEvent fact -> fleet.apply(fact);
                default -> {} // from a newer service
            }
        });
    }
}
