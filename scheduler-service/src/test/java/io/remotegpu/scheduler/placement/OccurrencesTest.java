package io.remotegpu.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OccurrencesTest {
    private final FleetHost one = Hosts.withGpus("one", 1);
    private final FleetHost other = Hosts.withGpus("other", 1);

    @Test
    void knowAWordUntilTheLastHostThatHasItIsGone() {
        Occurrences words = new Occurrences(host -> Stream.of("all", "only-" + host.name()));
        List.of(one, other).forEach(words::put);

        words.remove(one);

        assertThat(words.words()).containsExactlyInAnyOrder("all", "only-other");
        words.remove(other);
        assertThat(words.words()).isEmpty();
    }
}
