package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.BillingEvent.SpendingAllowed;
import io.remotegpu.contracts.BillingEvent.SpendingBlocked;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.gis.logs.OperationType;
import io.remotegpu.gis.services.ServiceDirectory;
import io.remotegpu.messaging.Inbox;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Does as billing-service says: what nobody pays for any more is stopped, with its data kept, and starts no more until that is allowed. */
@Component
class SpendingListener {
    private static final String CONSUMER = "gis.spending";

    private final Inbox inbox;
    private final SpendingBlocks blocks;
    private final ServiceDirectory services;
    private final Lifecycle lifecycle;

    SpendingListener(Inbox inbox, SpendingBlocks blocks, ServiceDirectory services, Lifecycle lifecycle) {
        this.inbox = inbox;
        this.blocks = blocks;
        this.services = services;
        this.lifecycle = lifecycle;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.BILLING)
    void on(Envelope<Message> envelope) {
        switch (envelope.message()) {
            case SpendingBlocked blocked ->
                inbox.once(
                        CONSUMER,
                        envelope.with(blocked),
                        fact -> blocks.become(
                                fact.customerId(), fact.workspaceId(), fact.cause(), true, envelope.time()));
            case SpendingAllowed allowed ->
                inbox.once(
                        CONSUMER,
                        envelope.with(allowed),
                        fact -> blocks.become(
                                fact.customerId(), fact.workspaceId(), fact.cause(), false, envelope.time()));
            default -> {} // of no concern to services
        }
    }

    /** Also what began while the block was being written. */
    @Scheduled(fixedDelayString = "${gis.lifecycle.unpaid-every:2s}")
    void stopUnpaid() {
        blocks.unpaid().forEach(id -> services.find(id)
                .ifPresent(service -> lifecycle.stop(id, service.owner(), OperationType.STOP)));
    }
}
