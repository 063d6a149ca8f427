package io.remotegpu.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.scheduler.placement.RandomHistory.Step;
import io.remotegpu.scheduler.placement.index.FleetIndex;
import io.remotegpu.scheduler.placement.index.Inclination;
import io.remotegpu.scheduler.placement.index.Pick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every strategy, whatever happened before. */
class PlacementPropertiesTest {
    private static final int HISTORIES = 8;
    private static final int STEPS = 400;

    @ParameterizedTest
    @EnumSource(StrategyName.class)
    void neverBreaksAHardConstraint(StrategyName strategy) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            RandomHistory history = new RandomHistory(strategy.create(seed), seed);
            for (int step = 0; step < STEPS; step++) {
                Step made = history.step();
                made.pick().ifPresent(pick -> {
                    assertThat(history.books.fits(pick.node().host().id(), made.demand()))
                            .isTrue();
                    assertThat(pick.gpus()).hasSize(made.demand().gpus());
                    assertEveryGpuServes(history, pick, made.demand());
                    history.hold(pick);
                    assertThat(history.books.sound()).isTrue();
                });
            }
        }
    }

    private static void assertEveryGpuServes(RandomHistory history, Pick pick, Demand demand) {
        FleetHost host = history.books.hosts().stream()
                .filter(one -> one.id().equals(pick.node().host().id()))
                .findFirst()
                .orElseThrow();
        Map<Integer, Integer> used = new HashMap<>();
        Arrays.stream(pick.gpus()).forEach(gpu -> used.merge(gpu, 1, Integer::sum));
        used.forEach((gpu, times) ->
                assertThat(PlainBooks.times(host.gpus().get(gpu), demand)).isGreaterThanOrEqualTo(times));
    }

    @ParameterizedTest
    @EnumSource(StrategyName.class)
    void refusesOnlyWhatFitsNowhere(StrategyName strategy) {
        int refused = 0;
        for (int seed = 100; seed < 100 + HISTORIES; seed++) {
            RandomHistory history = new RandomHistory(strategy.create(seed), seed);
            for (int step = 0; step < STEPS; step++) {
                Step made = history.step();
                assertThat(made.pick().isPresent()).isEqualTo(history.books.anyFits(made.demand()));
                refused += made.pick().isPresent() ? 0 : 1;
                made.pick().ifPresent(history::hold);
            }
        }
        assertThat(refused).as("refusals seen").isGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource(StrategyName.class)
    void decidesTheSameForTheSameSeedAndHistory(StrategyName strategy) {
        assertThat(decisions(strategy, 7)).isEqualTo(decisions(strategy, 7));
    }

    private static List<String> decisions(StrategyName strategy, long seed) {
        RandomHistory history = new RandomHistory(strategy.create(seed), seed);
        List<String> decisions = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            history.step()
                    .pick()
                    .ifPresentOrElse(
                            pick -> {
                                decisions.add(pick.node().host().id() + Arrays.toString(pick.gpus()) + pick.cost());
                                history.hold(pick);
                            },
                            () -> decisions.add("none"));
        }
        return decisions;
    }

    @ParameterizedTest
    @EnumSource(StrategyName.class)
    void knowsAfterAnyHistoryWhatCountingAnewWouldTell(StrategyName strategy) {
        for (int seed = 200; seed < 200 + HISTORIES; seed++) {
            RandomHistory history = new RandomHistory(strategy.create(seed), seed);
            for (int step = 0; step < STEPS; step++) {
                Step made = history.step();
                if (step % 40 == 0) {
                    assertThat(costs(history.index, made.demand()))
                            .isEqualTo(costs(history.countedAnew(strategy.create(seed)), made.demand()));
                }
                made.pick().ifPresent(history::hold);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(StrategyName.class)
    void takesGpusOfAKindThatCameAfterItHadLearned(StrategyName strategy) {
        FleetIndex index = new FleetIndex(strategy.create(1), 1);
        index.put(Hosts.withGpus("without", 0));
        Demand cpuOnly = Demand.of(1, 1024, 0, 1000, List.of());
        for (int request = 0; request < 200; request++) {
            index.learn(cpuOnly);
            assertThat(index.decide(cpuOnly, Inclination.NONE)).isPresent();
        }
        index.put(Hosts.withGpus("late", 2));
        Demand share = Demand.of(1, 1024, 1, 300, List.of());
        assertThat(index.decide(share, Inclination.NONE))
                .hasValueSatisfying(
                        pick -> assertThat(pick.node().host().name()).isEqualTo("late"));
    }

    private static Map<String, String> costs(FleetIndex index, Demand demand) {
        Map<String, String> costs = new HashMap<>();
        index.survey(
                demand,
                (position, cost, lacking) ->
                        costs.put(index.host(position).id().value(), lacking == null ? "" + cost : lacking.name()));
        return costs;
    }
}
