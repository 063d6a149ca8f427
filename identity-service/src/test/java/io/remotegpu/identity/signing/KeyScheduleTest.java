package io.remotegpu.identity.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyScheduleTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final KeySchedule SCHEDULE =
            new KeySchedule(Duration.ofDays(30), Duration.ofMinutes(30), Duration.ofHours(1));
    private static final KeyAge FIRST = new KeyAge("first", START);
    private static final KeyAge SECOND = new KeyAge("second", START.plus(Duration.ofDays(30)));
    private static final List<KeyAge> BOTH = List.of(SECOND, FIRST);

    @Test
    void makesTheNextKeyInTimeToBeKnownWhenItSigns() {
        assertThat(SCHEDULE.needsNext(List.of(FIRST), at("P29DT23H"))).isFalse();
        assertThat(SCHEDULE.needsNext(List.of(FIRST), at("P29DT23H30M"))).isTrue();
        assertThat(SCHEDULE.needsNext(BOTH, at("P29DT23H30M"))).isFalse();
    }

    @Test
    void signsWithANewKeyOnlyWhenItsTimeHasCome() {
        assertThat(KeySchedule.signing(BOTH, at("P29DT23H59M"))).isEqualTo(FIRST);
        assertThat(KeySchedule.signing(BOTH, at("P30D"))).isEqualTo(SECOND);
        assertThat(KeySchedule.signing(List.of(SECOND), START)).isEqualTo(SECOND);
    }

    @Test
    void keepsAnOldKeyWhileATokenOfItMayLive() {
        assertThat(SCHEDULE.outlived(BOTH, at("P30DT59M"))).isEmpty();
        assertThat(SCHEDULE.outlived(BOTH, at("P30DT1H"))).containsExactly(FIRST);
        assertThat(SCHEDULE.outlived(List.of(FIRST), at("P90D"))).isEmpty();
    }

    private static Instant at(String afterStart) {
        return START.plus(Duration.parse(afterStart));
    }
}
