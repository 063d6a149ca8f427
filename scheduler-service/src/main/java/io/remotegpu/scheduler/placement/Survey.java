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

/** Which of the hosts that may be asked fit, at what cost, and what each of the others lacks. */
final class Survey {
    private static final int MOST_CANDIDATES = 5;
    private static final int MOST_EXAMPLES = 3;

    private record Fitting(FleetHost host, float cost) {}

    private final List<Fitting> fitting = new ArrayList<>();
    private final Map<Constraint, List<FleetHost>> lacking = new EnumMap<>(Constraint.class);

    private Survey() {}

    static Survey of(FleetIndex index, PlacementRequest request) {
        Survey survey = new Survey();
        index.survey(request.demand(), (node, cost, constraint) -> {
            if (request.mayGoTo(node.host().id())) {
                boolean kept = constraint == null
                        && request.kept().contains(node.host().id());
                if (kept) {
                    survey.lacks(Constraint.KEPT, node.host());
                } else if (constraint == null) {
                    survey.fitting.add(new Fitting(node.host(), cost));
                } else {
                    survey.lacks(constraint, node.host());
                }
            }
        });
        return survey;
    }

    private void lacks(Constraint constraint, FleetHost host) {
        lacking.computeIfAbsent(constraint, any -> new ArrayList<>()).add(host);
    }

    /** Hosts by what they lack. */
    Map<Constraint, List<FleetHost>> lacking() {
        return lacking;
    }

    int asked() {
        return fitting.size() + lacking.values().stream().mapToInt(List::size).sum();
    }

    Decision decision(StrategyName strategy, Inclination inclination, FleetIndex index, long microseconds) {
        Few<Candidate> candidates = new Few<>(
                MOST_CANDIDATES, Comparator.comparingDouble(Candidate::score).thenComparing(Candidate::host));
        fitting.forEach(found -> candidates.offer(candidate(found, inclination, index)));
        List<Refused> refusals = lacking.entrySet().stream()
                .map(entry -> refused(entry.getKey(), entry.getValue()))
                .toList();
        return new Decision(
                strategy.name().toLowerCase(Locale.ROOT), candidates.inOrder(), fitting.size(), refusals, microseconds);
    }

    private static Candidate candidate(Fitting found, Inclination inclination, FleetIndex index) {
        Integer position = index.position(found.host().id());
        return new Candidate(found.host().name(), found.cost() + (position == null ? 0 : inclination.at(position)));
    }

    private static Refused refused(Constraint constraint, List<FleetHost> hosts) {
        Few<String> examples = new Few<>(MOST_EXAMPLES, Comparator.naturalOrder());
        hosts.forEach(host -> examples.offer(host.name()));
        return new Refused(constraint.name().toLowerCase(Locale.ROOT), hosts.size(), examples.inOrder());
    }
}
