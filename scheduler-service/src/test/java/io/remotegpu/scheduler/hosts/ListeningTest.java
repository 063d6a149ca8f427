package io.remotegpu.scheduler.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ListeningTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private final MutableClock clock = new MutableClock(NOON);
    private final Listening listening = new Listening(
            new HostProperties(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(90),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(10),
                    true,
                    Duration.ofSeconds(20)),
            clock);

    @Test
    void countsSilenceSinceItListens() {
        assertThat(listening.sinceBefore(NOON)).isTrue();
        assertThat(listening.sinceBefore(NOON.minusMillis(1))).isFalse();
    }

    @Test
    void goesOnCountingWhileItLooksInTime() {
        for (int look = 0; look < 60; look++) {
            clock.advance(Duration.ofSeconds(2));
            listening.watching();
        }
        assertThat(listening.sinceBefore(NOON)).isTrue();
    }

    @Test
    void countsAnewWhenItLooksLateBecauseItWasStalledItself() {
        clock.advance(Duration.ofSeconds(60));
        listening.watching();
        assertThat(listening.sinceBefore(NOON)).isFalse();
        assertThat(listening.sinceBefore(NOON.plusSeconds(60))).isTrue();
    }

    @Test
    void countsAnewWhenItIsGivenHostsThatSomebodyElseHeard() {
        clock.advance(Duration.ofSeconds(1));
        listening.anew("partitions were assigned");
        assertThat(listening.sinceBefore(NOON)).isFalse();
    }
}
