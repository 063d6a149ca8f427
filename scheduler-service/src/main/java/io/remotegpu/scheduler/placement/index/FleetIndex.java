package io.remotegpu.scheduler.placement.index;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.placement.Constraint;
import io.remotegpu.scheduler.placement.Demand;
import io.remotegpu.scheduler.placement.FleetHost;
import io.remotegpu.scheduler.placement.strategy.Strategy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The fleet, told change by change, that answers where a demand goes. A decision looks only at what changed since the last one for the same
 * demand, then takes the least of one number for each host. Not safe for threads: callers take turns.
 */
public final class FleetIndex {
    /** Costs remembered over all shapes; about 20 MB. */
    private static final int MOST_REMEMBERED = 4_000_000;

    private final Strategy strategy;
    private final GpuClasses classes = new GpuClasses();
    private final NodeTable table = new NodeTable();
    private final SplittableRandom random;
    private final Map<Demand, ShapeCosts> shapes = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Demand, ShapeCosts> eldest) {
            return size() > Math.max(32, MOST_REMEMBERED / Math.max(1, table.size()));
        }
    };

    /** @param seed of what the strategy leaves to chance: the same history gives the same decisions */
    public FleetIndex(Strategy strategy, long seed) {
        this.strategy = strategy;
        this.random = new SplittableRandom(seed);
    }

    /** The host is as told from now on. */
    public void put(FleetHost host) {
        Node node = new Node(host, classes);
        Node before = table.put(node);
        if (before != null) {
            strategy.left(before);
        }
        strategy.entered(node);
    }

    public void remove(HostId id) {
        Node before = table.remove(id);
        if (before != null) {
            strategy.left(before);
        }
    }

    /** This was asked for, once: what the strategy learns from. */
    public void learn(Demand demand) {
        strategy.seen(costs(demand).shape());
    }

    /** The best host, or empty if none fits. */
    public Optional<Pick> decide(Demand demand, Inclination inclination) {
        ShapeCosts costs = costs(demand);
        costs.refresh(table, strategy);
        int best = cheapest(costs, strategy.prices(costs.shape()), inclination);
        return best < 0 ? Optional.empty() : Optional.of(pick(costs, best, inclination));
    }

    /** The demand in the units of this index. */
    public Shape shape(Demand demand) {
        return costs(demand).shape();
    }

    private ShapeCosts costs(Demand demand) {
        return shapes.computeIfAbsent(demand, unseen -> new ShapeCosts(new Shape(unseen, classes)));
    }

    private int cheapest(ShapeCosts costs, float[] prices, Inclination inclination) {
        boolean chance = strategy.tie() == Strategy.Tie.RANDOM;
        float least = Float.POSITIVE_INFINITY;
        int best = -1;
        int ties = 0;
        for (int position = 0; position < table.size(); position++) {
            float cost = costs.cost(position, prices) + inclination.at(position);
            if (cost < least) {
                least = cost;
                best = position;
                ties = 1;
            } else if (cost == least && best >= 0) {
                ties++;
                if (chance ? random.nextInt(ties) == 0 : precedes(position, best)) {
                    best = position;
                }
            }
        }
        return best;
    }

    private boolean precedes(int position, int best) {
        Node one = table.at(position);
        Node other = table.at(best);
        return one != null && other != null && one.order() < other.order();
    }

    private Pick pick(ShapeCosts costs, int position, Inclination inclination) {
        Node node = table.at(position);
        if (node == null) {
            throw new IllegalStateException("no host stands at the best position");
        }
        int[] gpus = strategy.choose(node, costs.shape());
        float cost = costs.cost(position, strategy.prices(costs.shape())) + inclination.at(position);
        return new Pick(position, node, costs.shape(), gpus, cost);
    }

    /** Holds what was picked, until {@link #vacate} or the host's next {@link #put}. */
    public void occupy(Pick pick) {
        change(pick, 1);
    }

    public void vacate(Pick pick) {
        change(pick, -1);
    }

    private void change(Pick pick, int sign) {
        strategy.left(pick.node());
        pick.node().take(pick.shape(), pick.gpus(), sign);
        strategy.entered(pick.node());
        table.touch(pick.position());
    }

    /** Tells of each host what the demand would cost there, infinite where it does not fit, and what it lacks. */
    public void survey(Demand demand, Surveyor surveyor) {
        ShapeCosts costs = costs(demand);
        costs.refresh(table, strategy);
        float[] prices = strategy.prices(costs.shape());
        for (int position = 0; position < table.size(); position++) {
            if (costs.isHost(position)) {
                surveyor.see(position, costs.cost(position, prices), costs.lacking(position));
            }
        }
    }

    /** Looks at every host in turn; {@code lacking} is null where the demand fits. */
    public interface Surveyor {
        void see(int position, float cost, @Nullable Constraint lacking);
    }

    public @Nullable Node at(int position) {
        return table.at(position);
    }

    /** The host that a {@link Surveyor} has just seen there. */
    public FleetHost host(int position) {
        return Objects.requireNonNull(table.at(position), "no host stands there")
                .host();
    }

    public @Nullable Integer position(HostId id) {
        return table.position(id);
    }

    public int hosts() {
        return table.hosts();
    }
}
