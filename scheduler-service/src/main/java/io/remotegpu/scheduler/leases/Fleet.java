package io.remotegpu.scheduler.leases;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.leases.Terms.Granted;
import io.remotegpu.scheduler.placement.CounterOffer;
import io.remotegpu.scheduler.placement.FleetHost;
import io.remotegpu.scheduler.placement.Placed;
import io.remotegpu.scheduler.placement.Placement;
import io.remotegpu.scheduler.placement.PlacementRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Placement on the fleet as it is in the database. Each question first reads the hosts that changed since the last one; what is free follows
 * from the open leases and is never counted separately.
 */
@Component
public class Fleet {
    private static final int PLACEMENT_LOCK = 0x9b17;
    /** Whatever a list of changes could miss, such as a transaction longer than it is kept, is put right by then. */
    private static final Duration READ_ANEW_AFTER = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final FleetReader reader;
    private final FleetChanges changes;
    private final Placement placement;
    private final Terms terms;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Timer turns;
    private final ReentrantLock looking = new ReentrantLock();
    private Set<HostId> unsettled = Set.of();
    private long horizon;
    private @Nullable Instant readAnewAt;
    private Instant lookedAt = Instant.EPOCH;

    Fleet(
            JdbcClient jdbc,
            FleetReader reader,
            FleetChanges changes,
            Placement placement,
            Terms terms,
            Clock clock,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.changes = changes;
        this.placement = placement;
        this.terms = terms;
        this.clock = clock;
        this.transaction = transaction;
        this.turns = Timer.builder("remotegpu.placement.turns")
                .description("how long placements waited for their turn among all replicas")
                .register(meters);
    }

    /** One placement at a time over all replicas, until the transaction ends: what is free now stays free for this plan. */
    void lockForPlacement() {
        turns.record(() -> jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", PLACEMENT_LOCK)
                .query()
                .listOfRows());
    }

    /** Where a new request of this workload goes, or why nowhere. What its workspace has booked is used before what anybody could have. */
    Placed place(WorkloadId workload, PlacementRequest request) {
        return look(() -> {
            Granted granted = terms(workload, request);
            return granted.onOwnBookings()
                    .flatMap(this::onBookings)
                    .orElseGet(() -> placement.place(granted.request()));
        });
    }

    private Optional<Placed> onBookings(PlacementRequest own) {
        return placement.wouldPlace(own) instanceof Placed.Plan plan
                ? Optional.of(new Placed.Plan(
                        plan.hostId(),
                        plan.gpus(),
                        plan.explanation() + ", on GPUs that its workspace has booked",
                        plan.decision()))
                : Optional.empty();
    }

    /** Where a request that came before would go now. */
    public Placed wouldPlace(WorkloadId workload, PlacementRequest request) {
        return look(() -> placement.wouldPlace(granted(workload, request)));
    }

    /** The least change with which a request that fits nowhere would start now. */
    public Optional<CounterOffer> cheapestChange(WorkloadId workload, PlacementRequest request) {
        return look(() -> placement.cheapestChange(granted(workload, request)));
    }

    /** A view of the fleet with what this workload may have of it. */
    record View(List<FleetHost> hosts, PlacementRequest request) {}

    View view(WorkloadId workload, PlacementRequest request) {
        return look(() -> new View(List.copyOf(placement.hosts()), granted(workload, request)));
    }

    private PlacementRequest granted(WorkloadId workload, PlacementRequest request) {
        return terms(workload, request).request();
    }

    private Granted terms(WorkloadId workload, PlacementRequest request) {
        return terms.of(workload, request, placement.taints(), placement.bookings());
    }

    /** The connection first, then our turn: who has the turn must never wait for a connection that one of those behind holds. */
    private <T> T look(Supplier<T> question) {
        return requireNonNull(transaction.execute(status -> {
            looking.lock();
            try {
                catchUp();
                return question.get();
            } finally {
                looking.unlock();
            }
        }));
    }

    /** What a transaction wrote that may yet be rolled back, our own above all, is read again the next time. */
    private void catchUp() {
        Instant now = Instant.now(clock);
        boolean anew = readAnewAt == null || readAnewAt.plus(READ_ANEW_AFTER).isBefore(now);
        FleetChanges.Look look = changes.since(anew ? Long.MAX_VALUE : horizon, lookedAt, now);
        if (anew) {
            placement.replaceAll(reader.all());
            readAnewAt = now;
        } else {
            Set<HostId> stale = new HashSet<>(unsettled);
            stale.addAll(look.hosts());
            read(stale);
        }
        unsettled = look.unsettled();
        horizon = look.horizon();
        lookedAt = now;
    }

    private void read(Set<HostId> stale) {
        if (!stale.isEmpty()) {
            List<FleetHost> present = reader.of(stale);
            present.forEach(host -> {
                placement.put(host);
                stale.remove(host.id());
            });
            stale.forEach(placement::remove);
        }
    }
}
