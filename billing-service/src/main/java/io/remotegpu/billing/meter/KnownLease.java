package io.remotegpu.billing.meter;

import io.remotegpu.contracts.HostId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one lease.
 *
 * @param gpus UUIDs of what it holds
 * @param facts in the order in which they were told
 * @param previousLease when the workload's lease before began, null if there was none
 * @param nextLease when the workload's next lease began, null if none has
 */
record KnownLease(
        Lease lease,
        @Nullable HostId hostId,
        List<String> gpus,
        List<Fact> facts,
        @Nullable Instant previousLease,
        @Nullable Instant nextLease) {
    /** Who pays, by the first start that was told; empty before it started. */
    Optional<Fact.Terms> terms() {
        return facts.stream()
                .filter(Fact.Started.class::isInstance)
                .map(fact -> ((Fact.Started) fact).terms())
                .findFirst();
    }

    /** The same in the size that it had at {@code instant}; of two sizes given in one second the one told later. */
    Optional<Fact.Terms> termsAt(Instant instant) {
        Optional<Fact.Size> size = facts.stream()
                .filter(Fact.Resized.class::isInstance)
                .map(Fact.Resized.class::cast)
                .filter(resized -> !Meter.second(resized.at()).isAfter(instant))
                .reduce((one, other) -> other.at().isBefore(one.at()) ? one : other)
                .map(Fact.Resized::size);
        return terms().map(terms -> size.map(terms::sized).orElse(terms));
    }

    List<Metered> stretches() {
        return Meter.meter(facts, nextLease);
    }

    /** While its GPUs were held, whether or not it ran; empty if no one said so. */
    Optional<Span> held() {
        Optional<Instant> from = Meter.earliest(facts, Fact.Leased.class);
        Instant until = Meter.earliest(facts, Fact.Released.class).orElse(Instant.MAX);
        return from.filter(until::isAfter).map(start -> new Span(start, until));
    }
}
