package io.remotegpu.gis.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.GisTraffic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void placesAQuantileInItsClass() {
        List<Long> counts = none();
        counts.set(2, 80L); // above 2 and up to 5 ms
        counts.set(6, 20L); // above 50 and up to 100 ms

        assertThat(new Latencies(counts).quantile(0.5)).isEqualTo(2 + 3 * 50 / 80.0);
        assertThat(new Latencies(counts).quantile(0.8)).isEqualTo(5);
        assertThat(new Latencies(counts).quantile(0.9)).isEqualTo(75);
        assertThat(new Latencies(counts).quantile(1)).isEqualTo(100);
    }

    @Test
    void saysTheLastBoundOfWhatIsBeyond() {
        List<Long> counts = none();
        counts.set(counts.size() - 1, 3L);

        assertThat(new Latencies(counts).quantile(0.5)).isEqualTo(30_000);
    }

    @Test
    void isZeroWithoutAnswers() {
        assertThat(new Latencies(none()).quantile(0.99)).isZero();
    }

    private static List<Long> none() {
        return new ArrayList<>(Collections.nCopies(GisTraffic.BOUNDS_MS.size() + 1, 0L));
    }
}
