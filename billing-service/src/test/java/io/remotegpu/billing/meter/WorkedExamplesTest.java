package io.remotegpu.billing.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.billing.prices.UnitPrice;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Computes every line of the worked examples in docs/billing.md. */
class WorkedExamplesTest {
    @ParameterizedTest
    @MethodSource("examples")
    void comesToWhatTheDocumentSays(List<String> example) {
        List<Fact> facts = Arrays.stream(example.get(0).split(", "))
                .map(WorkedExamplesTest::fact)
                .toList();
        long seconds = Meter.meter(facts, null).stream()
                .mapToLong(stretch -> new Span(stretch.start(), Objects.requireNonNull(stretch.end())).seconds())
                .sum();

        assertThat(seconds).isEqualTo(Long.parseLong(example.get(1)));
        assertThat(new UnitPrice(new BigDecimal(example.get(2)), "USD").amountFor(seconds))
                .isEqualTo(new BigDecimal(example.get(3)));
    }

    @Test
    void findsTheExamples() throws IOException {
        assertThat(examples()).hasSizeGreaterThanOrEqualTo(8);
    }

    static List<List<String>> examples() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("..", "docs", "billing.md"))) {
            return lines.filter(line -> line.matches("\\| (started|stopped) .*"))
                    .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                            .map(String::strip)
                            .toList())
                    .toList();
        }
    }

    private static Fact fact(String words) {
        String[] parts = words.split(" ");
        Instant at = Instant.parse("2026-03-10T" + parts[1] + "Z");
        return switch (parts[0]) {
            case "started" -> new Fact.Started(at, MeterTest.terms());
            case "stopped" -> new Fact.Stopped(at);
            case "silent" -> new Fact.Paused(at);
            case "found" -> new Fact.Resumed(at);
            default -> throw new IllegalArgumentException("docs/billing.md tells of " + parts[0]);
        };
    }
}
