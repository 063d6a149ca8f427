package io.remotegpu.billing.meter;

import io.remotegpu.billing.ledger.GpuLedger;
import io.remotegpu.billing.ledger.GpuSpan;
import io.remotegpu.billing.ledger.LeasedTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the ledger what the facts of a lease say of the GPUs that it holds. */
@Component
class LeaseLedger {
    private final GpuLedger ledger;

    LeaseLedger(GpuLedger ledger) {
        this.ledger = ledger;
    }

    void keep(Collection<KnownLease> leases) {
        ledger.leases(leases.stream().flatMap(lease -> time(lease).stream()).toList());
    }

    /** Empty without GPUs: the ledger is about GPUs alone. */
    static Optional<LeasedTime> time(KnownLease lease) {
        if (lease.gpus().isEmpty() || lease.hostId() == null) {
            return Optional.empty();
        }
        List<GpuSpan> spans = new ArrayList<>();
        lease.held().ifPresent(held -> add(spans, GpuSpan.Kind.HELD, held.start(), held.end()));
        List<Metered> stretches = lease.stretches();
        for (int segment = 0; segment < stretches.size(); segment++) {
            Metered stretch = stretches.get(segment);
            add(spans, GpuSpan.Kind.BILLED, stretch.start(), end(stretch));
            unknownAfter(stretch, next(stretches, segment), lease)
                    .ifPresent(unknown -> add(spans, GpuSpan.Kind.LEASE_UNKNOWN, unknown.start(), unknown.end()));
        }
        return Optional.of(new LeasedTime(
                lease.lease().key(),
                lease.lease().workloadId(),
                lease.lease().epoch(),
                lease.hostId(),
                lease.gpus(),
                spans));
    }

    private static @Nullable Metered next(List<Metered> stretches, int segment) {
        return segment + 1 < stretches.size() ? stretches.get(segment + 1) : null;
    }

    /** From the pause to the resumption, or until it is known to have ended. */
    private static Optional<Span> unknownAfter(Metered stretch, @Nullable Metered next, KnownLease lease) {
        Instant from = stretch.end();
        if (from == null) {
            return Optional.empty();
        }
        if (next != null) {
            return Optional.of(new Span(from, next.start()));
        }
        if (stretch instanceof Metered.Paused) {
            return Optional.of(new Span(from, lease.held().map(Span::end).orElse(Instant.MAX)));
        }
        return Meter.earliest(lease.facts(), Fact.Stopped.class)
                .or(() -> Optional.ofNullable(lease.nextLease()))
                .map(end -> new Span(from, end));
    }

    private static Instant end(Metered stretch) {
        return Objects.requireNonNullElse(stretch.end(), Instant.MAX);
    }

    private static void add(List<GpuSpan> spans, GpuSpan.Kind kind, Instant from, Instant until) {
        if (until.isAfter(from)) {
            spans.add(new GpuSpan(kind, from, until));
        }
    }
}
