package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.EnvironmentEvent;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.messaging.listen.Batches;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears what people want of their environments, as many wishes at a time as there are. */
@Component
class EnvironmentListener implements Inbox.Effects<EnvironmentEvent> {
    private static final String CONSUMER = "scheduler.environments";

    private final Inbox inbox;
    private final Wishes wishes;
    private final LockOrder locks;

    EnvironmentListener(Inbox inbox, Wishes wishes, LockOrder locks) {
        this.inbox = inbox;
        this.wishes = wishes;
        this.locks = locks;
    }

    /** Few at once: whoever is placed in one transaction has the turn of placement until its end. */
    @KafkaListener(
            id = CONSUMER,
            topics = Topics.ENVIRONMENT,
            containerFactory = Batches.FACTORY,
            properties = "max.poll.records=20")
    void on(List<ConsumerRecord<String, Envelope<Message>>> records) {
        Batches.take(records, this::take);
    }

    @Override
    public void before(List<EnvironmentEvent> fresh) {
        locks.lock(fresh.stream().map(EnvironmentEvent::key).toList());
    }

    @Override
    public void of(EnvironmentEvent wish) {
        wishes.take(wish);
    }

    private void take(List<Envelope<Message>> envelopes) {
        List<Envelope<EnvironmentEvent>> ours = envelopes.stream()
                .<Envelope<EnvironmentEvent>>mapMulti((envelope, into) -> {
                    if (envelope.message() instanceof EnvironmentEvent wish) {
                        into.accept(envelope.with(wish));
                    }
                })
                .toList();
        inbox.onceEach(CONSUMER, ours, this);
    }
}
