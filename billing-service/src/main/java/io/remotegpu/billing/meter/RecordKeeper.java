package io.remotegpu.billing.meter;

import io.remotegpu.billing.prices.Prices;
import io.remotegpu.billing.prices.Resource;
import io.remotegpu.billing.prices.UnitPrice;
import io.remotegpu.contracts.BillingEvent.MeterClosed;
import io.remotegpu.contracts.BillingEvent.MeterOpened;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.messaging.Outbox;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes the records of a lease say what the meter says, and tells the others what opened and closed. */
@Component
class RecordKeeper {
    private final RecordStore records;
    private final Prices prices;
    private final Outbox outbox;

    RecordKeeper(RecordStore records, Prices prices, Outbox outbox) {
        this.records = records;
        this.prices = prices;
        this.outbox = outbox;
    }

    /** Runs in the caller's transaction, which holds the workload's lock. */
    void keep(Lease lease, Fact.Terms terms, List<Metered> stretches) {
        for (int segment = 0; segment < stretches.size(); segment++) {
            Metered stretch = stretches.get(segment);
            Optional<BilledStretch> billed = records.find(lease, segment);
            if (billed.isEmpty()) {
                open(lease, segment, terms, stretch);
            } else if (!billed.get().stretch().equals(stretch)) {
                amend(lease, segment, billed.get(), stretch);
            }
        }
        records.voidFrom(lease, stretches.size());
    }

    private void open(Lease lease, int segment, Fact.Terms terms, Metered stretch) {
        UnitPrice price = prices.at(stretch.start(), resource(terms));
        BilledStretch billed = new BilledStretch(stretch, terms.customerId(), price);
        records.insert(lease, segment, terms, billed, seconds(lease, segment, stretch));
        outbox.publish(new MeterOpened(lease.workloadId(), terms.customerId(), lease.epoch(), stretch.start()));
        tellIfClosed(lease, segment, billed);
    }

    private void amend(Lease lease, int segment, BilledStretch before, Metered stretch) {
        BilledStretch after = before.with(stretch);
        records.update(lease, segment, after, seconds(lease, segment, stretch));
        tellIfClosed(lease, segment, after);
    }

    private void tellIfClosed(Lease lease, int segment, BilledStretch billed) {
        if (billed.stretch() instanceof Metered.Closed closed) {
            long seconds = seconds(lease, segment, closed);
            outbox.publish(new MeterClosed(
                    lease.workloadId(),
                    billed.customerId(),
                    lease.epoch(),
                    closed.end(),
                    seconds,
                    billed.price().amountFor(seconds),
                    billed.price().currency()));
        }
    }

    /** What no other record of the workload has billed already: hosts' clocks differ, so leases may seem to overlap. */
    private long seconds(Lease lease, int segment, Metered stretch) {
        return switch (stretch) {
            case Metered.Open open -> 0;
            case Metered.Paused paused ->
                new Span(paused.start(), paused.end()).secondsOutside(records.spansBeside(lease, segment));
            case Metered.Closed closed ->
                new Span(closed.start(), closed.end()).secondsOutside(records.spansBeside(lease, segment));
        };
    }

    private static Resource resource(Fact.Terms terms) {
        return new Resource(terms.gpus().stream().map(LeasedGpu::name).toList(), terms.cpu(), terms.memory());
    }
}
