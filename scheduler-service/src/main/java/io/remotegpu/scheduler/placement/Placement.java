package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.placement.index.FleetIndex;
import io.remotegpu.scheduler.placement.index.Inclination;
import io.remotegpu.scheduler.placement.index.Pick;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Answers where a workload would run in the fleet it was told of. Holds nothing for anybody: that is the lease desk's part. One thread at a
 * time may use it.
 */
public final class Placement {
    private final StrategyName strategy;
    private final LongSupplier nanoseconds;
    private final FleetIndex index;
    private final Map<HostId, FleetHost> hosts = new HashMap<>();
    private final Likes likes = new Likes();
    private final Occurrences taints = new Occurrences(host -> host.taints().stream());
    private final Occurrences bookings =
            new Occurrences(host -> host.gpus().stream().flatMap(gpu -> Stream.ofNullable(gpu.reservation())));

    /** @param nanoseconds a clock for how long decisions take */
    public Placement(StrategyName strategy, LongSupplier nanoseconds) {
        this.strategy = strategy;
        this.nanoseconds = nanoseconds;
        this.index = new FleetIndex(strategy.create(1), 1);
    }

    /** The host is as told from now on. */
    public void put(FleetHost host) {
        FleetHost before = hosts.put(host.id(), host);
        if (before != null) {
            forget(before);
        }
        likes.put(host);
        taints.put(host);
        bookings.put(host);
        index.put(host);
    }

    public void remove(HostId id) {
        FleetHost before = hosts.remove(id);
        if (before != null) {
            forget(before);
            index.remove(id);
        }
    }

    private void forget(FleetHost host) {
        likes.remove(host);
        taints.remove(host);
        bookings.remove(host);
    }

    /** Exactly these hosts there are. */
    public void replaceAll(Collection<FleetHost> all) {
        var gone = new HashSet<>(hosts.keySet());
        all.forEach(host -> {
            put(host);
            gone.remove(host.id());
        });
        gone.forEach(this::remove);
    }

    public Collection<FleetHost> hosts() {
        return hosts.values();
    }

    /** Every taint of any host. */
    public Set<String> taints() {
        return taints.words();
    }

    /** Every word for the bookings of a GPU. */
    public Set<String> bookings() {
        return bookings.words();
    }

    /** The best plan for a new request, or why there is none. */
    public Placed place(PlacementRequest request) {
        index.learn(request.demand());
        return wouldPlace(request);
    }

    /** The same for a request that was seen before. */
    public Placed wouldPlace(PlacementRequest request) {
        long start = nanoseconds.getAsLong();
        Inclination inclination = likes.of(request, index);
        Optional<Pick> pick = index.decide(request.demand(), inclination);
        Survey survey = Survey.of(index, request, inclination);
        Decision decision = survey.decision(strategy, (nanoseconds.getAsLong() - start) / 1000);
        return pick.<Placed>map(found -> plan(found, request, decision))
                .orElseGet(() -> new Placed.Refusal(Refusals.reason(hosts.values(), survey, request), decision));
    }

    private Placed.Plan plan(Pick pick, PlacementRequest request, Decision decision) {
        FleetHost chosen = pick.node().host();
        List<String> gpus = Arrays.stream(pick.gpus())
                .mapToObj(gpu -> chosen.gpus().get(gpu).uuid())
                .toList();
        return new Placed.Plan(chosen.id(), gpus, explanation(chosen, request, decision), decision);
    }

    private String explanation(FleetHost chosen, PlacementRequest request, Decision decision) {
        if (request.home() != null) {
            return chosen.name() + " has its home";
        }
        return decision.fitting() == 1
                ? chosen.name() + " is the only host that fits"
                : "%s %s, of %d hosts that fit".formatted(chosen.name(), strategy.why(), decision.fitting());
    }

    /** What could be given up so that it starts now, least first; empty if nothing alone would do. */
    public Optional<CounterOffer> cheapestChange(PlacementRequest request) {
        return new Haggling(index, request).cheapest();
    }
}
