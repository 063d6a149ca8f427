package io.remotegpu.workspace.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsRangeTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void isTheLastHourUnlessAskedOtherwise() {
        assertThat(MetricsRange.parse(null, "", null, NOON))
                .isEqualTo(new MetricsRange(NOON.minus(Duration.ofHours(1)), NOON, Duration.ofSeconds(15)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T11:00:00Z, PT15S",
        "2026-03-01T10:00:00Z, PT30S",
        "2026-02-28T12:00:00Z, PT15M",
        "2026-02-15T12:00:00Z, PT6H",
        "2025-03-02T12:00:00Z, PT168H"
    })
    void choosesAStepThatGivesAPageOfPoints(String from, Duration step) {
        assertThat(MetricsRange.parse(from, "2026-03-01T12:00:00Z", null, Instant.MAX)
                        .step())
                .isEqualTo(step);
    }

    @ParameterizedTest
    @CsvSource({"60, PT1M", "90s, PT1M30S", "5m, PT5M", "2h, PT2H"})
    void readsSteps(String text, Duration step) {
        assertThat(MetricsRange.parse(null, null, text, NOON).step()).isEqualTo(step);
    }

    @ParameterizedTest
    @CsvSource({
        "yesterday,,, from",
        ",2026-13-01T00:00:00Z,, to",
        ",+1000000000-12-31T23:59:59Z,, to",
        "-9999-01-01T00:00:00Z,,, from",
        ",,0, step",
        ",,-5, step",
        ",,1d, step",
        ",,9999999, step",
        ",,1s, step",
        "2026-03-01T12:00:00Z,2026-03-01T12:00:00Z,, from",
        "2024-03-01T12:00:00Z,2026-03-01T12:00:00Z,, from"
    })
    void saysWhichFieldIsWrong(String from, String to, String step, String field) {
        assertThatThrownBy(() -> MetricsRange.parse(from, to, step, NOON)).hasMessageStartingWith(field + " must");
    }

    @Test
    void saysWhichStepWouldDo() {
        assertThatThrownBy(() -> MetricsRange.parse("2026-02-28T12:00:00Z", "2026-03-01T12:00:00Z", "10", NOON))
                .hasMessage("step must be at least 300s for so long a time");
    }
}
