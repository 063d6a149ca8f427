package io.remotegpu.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host offers of itself. */
class HostCapacityTest {
    private final HostCapacity machine = new HostCapacity(8, 65_536);

    @Test
    void offersAllOfItUnlessItWasToldOtherwise() {
        assertThat(machine.offering(null)).isEqualTo(machine);
        assertThat(machine.offering(6.5)).isEqualTo(new HostCapacity(6.5, 65_536));
        assertThat(machine.offering(50.0)).isEqualTo(new HostCapacity(50, 65_536));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e9})
    void refusesToOfferNothing(double cores) {
        assertThatThrownBy(() -> machine.offering(cores))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--cpus");
    }
}
