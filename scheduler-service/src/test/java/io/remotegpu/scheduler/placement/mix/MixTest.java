package io.remotegpu.scheduler.placement.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.remotegpu.scheduler.placement.Demand;
import io.remotegpu.scheduler.placement.StrategyName;
import io.remotegpu.scheduler.placement.index.FleetIndex;
import io.remotegpu.scheduler.placement.index.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixTest {
    private static final int EACH = 5_000;

    private final FleetIndex index = new FleetIndex(StrategyName.PACK.create(1), 1);
    private final Shape small = index.shape(Demand.of(1, 1024, 1, 500, List.of()));
    private final Shape large = index.shape(Demand.of(8, 65_536, 8, 1000, List.of()));

    @Test
    void countsEachRequestOfAListTheSameWhateverItsOrder() {
        Mix mix = firstSmallThenLarge(Mix.ofAll());

        assertThat(mix.types()).extracting(Type::probability).allSatisfy(part -> assertThat(part)
                .isCloseTo(0.5, within(1e-9)));
    }

    @Test
    void countsWhatWasAskedForLatelyMore() {
        Mix mix = firstSmallThenLarge(new Mix());

        assertThat(mix.types().getFirst().shape()).isSameAs(large);
        assertThat(mix.types().getFirst().probability()).isGreaterThan(0.55);
    }

    private Mix firstSmallThenLarge(Mix mix) {
        for (int request = 0; request < 2 * EACH; request++) {
            mix.see(request < EACH ? small : large);
        }
        return mix;
    }
}
