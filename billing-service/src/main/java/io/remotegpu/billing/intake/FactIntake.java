package io.remotegpu.billing.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.remotegpu.billing.ledger.GpuLedger;
import io.remotegpu.billing.meter.HostAttestation;
import io.remotegpu.billing.meter.Metering;
import io.remotegpu.billing.turns.Turns;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes facts in, all of a batch or none. */
@Component
class FactIntake {
    private final InboxBatch inbox;
    private final Turns turns;
    private final Metering metering;
    private final HostAttestation attestation;
    private final GpuLedger ledger;
    private final IntakeProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;

    FactIntake(
            InboxBatch inbox,
            Turns turns,
            Metering metering,
            HostAttestation attestation,
            GpuLedger ledger,
            IntakeProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.inbox = inbox;
        this.turns = turns;
        this.metering = metering;
        this.attestation = attestation;
        this.ledger = ledger;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    /** What was had before changes nothing. */
    @Transactional
    public void take(Collection<Envelope<Message>> envelopes) {
        FactBatch batch = new FactBatch();
        for (Envelope<Message> envelope : inbox.claim(FactListener.CONSUMER, envelopes)) {
            SchedulerFacts.sort(envelope, batch);
            NodeFacts.sort(envelope, batch);
            WishFacts.sort(envelope, batch);
            FleetFacts.sort(envelope, batch);
        }
        turns.take(batch.turns());
        metering.record(batch.leases);
        attestation.record(believable(batch.attestations, each -> each.at()));
        ledger.removals(batch.removals);
        ledger.inventories(believable(batch.inventories, GpuLedger.Inventory::at));
        ledger.heard(believable(batch.heard, GpuLedger.Heard::at));
        ledger.incidents(batch.incidents);
    }

    /** A host that speaks of the future would bill or forgive time that nobody lived through. */
    private <T> List<T> believable(List<T> said, Function<T, Instant> at) {
        Instant latest = clock.instant().plus(properties.clockAhead());
        List<T> believed =
                said.stream().filter(each -> !at.apply(each).isAfter(latest)).toList();
        if (believed.size() < said.size()) {
            meters.counter("billing.facts.refused", "reason", "of_the_future").increment(said.size() - believed.size());
        }
        return believed;
    }
}
