package io.remotegpu.billing.meter;

import io.remotegpu.billing.rollup.DailyUsage;
import io.remotegpu.billing.rollup.DailyUse;
import io.remotegpu.contracts.BillingEvent.MeterClosed;
import io.remotegpu.contracts.BillingEvent.MeterOpened;
import io.remotegpu.contracts.Message;
import io.remotegpu.messaging.Outbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Makes the records of leases say what their meters say, with the daily sums, and tells the others what opened and closed. */
@Component
class RecordKeeper {
    private final RecordStore records;
    private final RecordOpener opener;
    private final DailyUsage usage;
    private final Outbox outbox;

    RecordKeeper(RecordStore records, RecordOpener opener, DailyUsage usage, Outbox outbox) {
        this.records = records;
        this.opener = opener;
        this.usage = usage;
        this.outbox = outbox;
    }

    /** Runs in the caller's transaction, which holds the workloads' locks. */
    void keep(Collection<KnownLease> leases) {
        List<KnownLease> begun =
                leases.stream().filter(lease -> lease.terms().isPresent()).toList();
        if (begun.isEmpty()) {
            return;
        }
        Instant earliest = earliest(begun);
        RecordSheet sheet = new RecordSheet(records.of(workloads(begun), earliest, earliest), opener.forAll(begun));
        begun.forEach(sheet::enter);
        sheet.settle();
        write(sheet, earliest);
    }

    private void write(RecordSheet sheet, Instant earliest) {
        if (!sheet.opened().isEmpty()) {
            records.insert(sheet.opened());
        }
        List<RecordSheet.Amended> amended = sheet.amended();
        if (!amended.isEmpty()) {
            records.update(amended.stream().map(RecordSheet.Amended::after).toList(), earliest);
        }
        usage.add(dailyChanges(sheet));
        outbox.publish(Stream.concat(
                        sheet.opened().stream().flatMap(RecordKeeper::opening),
                        amended.stream().map(RecordSheet.Amended::after).flatMap(RecordKeeper::closing))
                .toArray(Message[]::new));
    }

    private static List<DailyUse> dailyChanges(RecordSheet sheet) {
        List<DailyUse> changes = new ArrayList<>();
        sheet.opened().forEach(record -> changes.addAll(record.dailyUse()));
        for (RecordSheet.Amended change : sheet.amended()) {
            change.before().dailyUse().forEach(use -> changes.add(use.negated()));
            changes.addAll(change.after().dailyUse());
        }
        return changes;
    }

    private static Stream<Message> opening(StoredRecord record) {
        if (record.lease().isHome()) {
            return Stream.empty();
        }
        Message opened = new MeterOpened(
                record.lease().workloadId(),
                record.customerId(),
                record.lease().epoch(),
                record.stretch().start());
        return Stream.concat(Stream.of(opened), closing(record));
    }

    private static Stream<Message> closing(StoredRecord record) {
        if (record.lease().isHome() || record.isVoid() || !(record.stretch() instanceof Metered.Closed closed)) {
            return Stream.empty();
        }
        return Stream.of(new MeterClosed(
                record.lease().workloadId(),
                record.customerId(),
                record.lease().epoch(),
                closed.end(),
                record.seconds(),
                record.amount(),
                record.price().currency()));
    }

    private static Instant earliest(List<KnownLease> leases) {
        return leases.stream()
                .flatMap(lease -> Stream.of(
                        Objects.requireNonNullElse(lease.previousLease(), Instant.MAX),
                        lease.stretches().getFirst().start()))
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private static List<String> workloads(List<KnownLease> leases) {
        return leases.stream()
                .map(lease -> lease.lease().workloadId().value())
                .distinct()
                .toList();
    }
}
