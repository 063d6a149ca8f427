package io.remotegpu.scheduler.placement;

import io.remotegpu.scheduler.placement.Decision.Candidate;
import io.remotegpu.scheduler.placement.Decision.Refused;
import io.remotegpu.scheduler.placement.index.FleetIndex;
import io.remotegpu.scheduler.placement.index.Inclination;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which of the hosts that may be asked fit, at what cost, and what each of the others lacks. Made with every decision, so it counts in one pass over the
 * index's own figures and looks at hosts themselves only for the few that it names.
 */
final class Survey {
    private static final int MOST_CANDIDATES = 5;
    private static final int MOST_EXAMPLES = 3;
    private static final Constraint[] CONSTRAINTS = Constraint.values();

    private final FleetIndex index;
    private final PlacementRequest request;
    private final Inclination inclination;
    private final @Nullable Integer home;
    private final Few<Candidate> candidates = new Few<>(
            MOST_CANDIDATES, Comparator.comparingDouble(Candidate::score).thenComparing(Candidate::host));
    private final int[] lacking = new int[CONSTRAINTS.length];
    private final Map<Constraint, List<String>> examples = new EnumMap<>(Constraint.class);
    private int fitting;

    private Survey(FleetIndex index, PlacementRequest request, Inclination inclination) {
        this.index = index;
        this.request = request;
        this.inclination = inclination;
        this.home = request.home() == null ? null : index.position(request.home());
    }

    /** @param inclination of the request, infinite at hosts that are kept for others */
    static Survey of(FleetIndex index, PlacementRequest request, Inclination inclination) {
        Survey survey = new Survey(index, request, inclination);
        index.survey(request.demand(), survey::see);
        return survey;
    }

    private void see(int position, float cost, @Nullable Constraint constraint) {
        if (!mayGoTo(position)) {
            return;
        }
        float score = constraint == null ? cost + inclination.at(position) : cost;
        if (score < Float.POSITIVE_INFINITY) {
            fits(position, score);
        } else {
            lacks(constraint(constraint), position);
        }
    }

    private boolean mayGoTo(int position) {
        return request.home() == null || home != null && home == position;
    }

    /** What lacks nothing and is out of the question all the same is kept for somebody. */
    private static Constraint constraint(@Nullable Constraint lacking) {
        return lacking == null ? Constraint.KEPT : lacking;
    }

    private void fits(int position, float score) {
        fitting++;
        Candidate last = candidates.last();
        if (last == null || score <= last.score()) {
            candidates.offer(new Candidate(index.host(position).name(), score));
        }
    }

    private void lacks(Constraint constraint, int position) {
        if (lacking[constraint.ordinal()]++ < MOST_EXAMPLES) {
            examples.computeIfAbsent(constraint, any -> new ArrayList<>())
                    .add(index.host(position).name());
        }
    }

    /** Hosts by what they lack: for words, so it is asked only if none fits. */
    Map<Constraint, List<FleetHost>> lacking() {
        Map<Constraint, List<FleetHost>> hosts = new EnumMap<>(Constraint.class);
        index.survey(request.demand(), (position, cost, constraint) -> {
            if (mayGoTo(position)) {
                hosts.computeIfAbsent(constraint(constraint), any -> new ArrayList<>())
                        .add(index.host(position));
            }
        });
        return hosts;
    }

    int asked() {
        return fitting + IntStream.of(lacking).sum();
    }

    Decision decision(StrategyName strategy, long microseconds) {
        List<Refused> refusals = examples.entrySet().stream()
                .map(entry -> new Refused(
                        entry.getKey().name().toLowerCase(Locale.ROOT),
                        lacking[entry.getKey().ordinal()],
                        entry.getValue().stream().sorted().toList()))
                .toList();
        return new Decision(
                strategy.name().toLowerCase(Locale.ROOT), candidates.inOrder(), fitting, refusals, microseconds);
    }
}
