package io.remotegpu.billing.meter;

import io.remotegpu.billing.meter.Fact.Paused;
import io.remotegpu.billing.meter.Fact.Resumed;
import io.remotegpu.billing.meter.Fact.Started;
import io.remotegpu.billing.meter.Fact.Stopped;
import io.remotegpu.billing.meter.Fact.Terms;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears from the scheduler what hosts attested. */
@Component
class SchedulerListener {
    private static final String CONSUMER = "billing.meter";

    private final Inbox inbox;
    private final Metering metering;

    SchedulerListener(Inbox inbox, Metering metering) {
        this.inbox = inbox;
        this.metering = metering;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.SCHEDULER)
    void on(Envelope<Message> envelope) {
        inbox.once(CONSUMER, envelope, message -> hear(message, envelope.id()));
    }

    private void hear(Message message, UUID id) {
        switch (message) {
            case EnvRunning fact ->
                metering.record(fact.workloadId(), fact.epoch(), new Started(fact.startedAt(), terms(fact)), id);
            case EnvStopped fact -> stopped(fact.workloadId(), fact.epoch(), fact.stoppedAt(), id);
            case EnvFailed fact -> stopped(fact.workloadId(), fact.epoch(), fact.stoppedAt(), id);
            case EnvDeleted fact -> stopped(fact.workloadId(), fact.epoch(), fact.stoppedAt(), id);
            case EnvUnknown fact ->
                metering.record(fact.workloadId(), fact.epoch(), new Paused(fact.lastAttestedAt()), id);
            case EnvRecovered fact ->
                metering.record(fact.workloadId(), fact.epoch(), new Resumed(fact.recoveredAt()), id);
            default -> {} // other facts on this topic cost nothing
        }
    }

    /** Without an instant it never ran. */
    private void stopped(WorkloadId workload, long epoch, @Nullable Instant at, UUID id) {
        if (at != null) {
            metering.record(workload, epoch, new Stopped(at), id);
        }
    }

    private static Terms terms(EnvRunning fact) {
        return new Terms(fact.customerId(), fact.workspaceId(), fact.gpus(), fact.cpu(), fact.memory());
    }
}
