package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.placement.EstimatedStart;
import io.remotegpu.scheduler.placement.EstimatedStart.Held;
import io.remotegpu.scheduler.placement.EstimatedStart.Soonest;
import io.remotegpu.scheduler.placement.FleetHost.Room;
import io.remotegpu.scheduler.placement.PastDurations;
import io.remotegpu.scheduler.placement.PlacementRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When what waits may start, by how long leases used to last. */
@Component
public class Estimates {
    /** Longer than anything lasts. */
    private static final Duration NOBODY_KNOWS = Duration.ofDays(36_500);

    private final JdbcClient jdbc;
    private final OpenLeases open;
    private final Fleet fleet;
    private final Clock clock;

    Estimates(JdbcClient jdbc, OpenLeases open, Fleet fleet, Clock clock) {
        this.jdbc = jdbc;
        this.open = open;
        this.fleet = fleet;
        this.clock = clock;
    }

    /**
     * If nobody else gets what is freed first. Null where too little has ended yet to tell.
     *
     * @param likely half of the leases in its way used to end by then
     * @param atLatest nine of ten used to
     */
    public record Estimate(
            @Nullable Instant likely, @Nullable Instant atLatest) {}

    public Estimate startOf(WorkloadId workload, PlacementRequest request) {
        Instant now = Instant.now(clock);
        PastDurations past = new PastDurations(past());
        List<OpenLease> leases = open.all(now);
        Fleet.View view = fleet.view(workload, request);
        EstimatedStart start = new EstimatedStart(view.hosts(), view.request());
        return new Estimate(at(now, start, leases, past, 0.5), at(now, start, leases, past, 0.9));
    }

    /** The host that will have room for it first, as it should be kept for it; empty if none ever has. */
    public Optional<KeptHost> hostFor(WorkloadId workload, PlacementRequest request, int rank, int standing) {
        Instant now = Instant.now(clock);
        PastDurations past = new PastDurations(past());
        List<Held> held = open.all(now).stream()
                .map(lease -> lease.held(lease.remaining(past, 0.5).orElse(NOBODY_KNOWS)))
                .toList();
        Fleet.View view = fleet.view(workload, request);
        return new EstimatedStart(view.hosts(), view.request())
                .soonest(held, view.request().kept())
                .map(soonest -> kept(soonest, rank, standing, now));
    }

    private static KeptHost kept(Soonest soonest, int rank, int standing, Instant now) {
        Instant until = soonest.remaining().compareTo(NOBODY_KNOWS) < 0 ? now.plus(soonest.remaining()) : null;
        Room left = soonest.left();
        return new KeptHost(soonest.host(), rank, standing, until, left.cpu(), left.memory(), soonest.gpus());
    }

    private static @Nullable Instant at(
            Instant now, EstimatedStart start, List<OpenLease> open, PastDurations past, double part) {
        List<Held> held = open.stream()
                .flatMap(lease -> lease.remaining(past, part).map(lease::held).stream())
                .toList();
        return start.after(held).map(now::plus).orElse(null);
    }

    private List<Duration> past() {
        return jdbc.sql("""
                select extract(epoch from closed_at - opened_at)::bigint from leases
                where closed_at is not null order by closed_at desc limit 1000
                """).query(Long.class).list().stream()
                .map(Duration::ofSeconds)
                .toList();
    }
}
