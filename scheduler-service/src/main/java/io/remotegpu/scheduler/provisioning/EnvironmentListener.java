package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.EnvironmentEvent;
import io.remotegpu.contracts.EnvironmentEvent.EnvDatasetsChanged;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvMoveRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvResizeRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRestartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvSettingsChanged;
import io.remotegpu.contracts.EnvironmentEvent.EnvStartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.EnvironmentEvent.SnapshotDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.SnapshotRequested;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.messaging.listen.Batches;
import io.remotegpu.scheduler.resizing.ResizeKey;
import java.util.List;
import java.util.stream.Stream;
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
        locks.lock(
                fresh.stream().flatMap(EnvironmentListener::sagas).toList(),
                fresh.stream().map(EnvironmentEvent::environmentId).toList());
    }

    @Override
    public void of(EnvironmentEvent wish) {
        wishes.take(wish);
    }

    /** By which keys sagas are found that such a wish may begin or end. */
    private static Stream<String> sagas(EnvironmentEvent wish) {
        return switch (wish) {
            case EnvResizeRequested resize -> Stream.of(wish.key(), ResizeKey.of(resize.environmentId()));
            case SnapshotRequested taken ->
                Stream.of(wish.key(), taken.snapshotId().value());
            case SnapshotDeleteRequested dropped ->
                Stream.of(wish.key(), dropped.snapshotId().value());
            case EnvRequested _,
                    EnvStartRequested _,
                    EnvStopRequested _,
                    EnvRestartRequested _,
                    EnvDeleteRequested _,
                    EnvDatasetsChanged _,
                    EnvSettingsChanged _,
                    EnvMoveRequested _ -> Stream.of(wish.key());
        };
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
