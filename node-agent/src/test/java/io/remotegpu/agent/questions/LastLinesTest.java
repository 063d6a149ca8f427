package io.remotegpu.agent.questions;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.workload.LogLine;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastLinesTest {
    @Test
    void keepsTheLastLinesThatWereAskedFor() {
        LastLines last = filled(2, List.of("one", "two", "three"));

        assertThat(texts(last.parts())).containsExactly("two", "three");
        assertThat(last.leftOut()).isZero();
        assertThat(last.position()).isEqualTo("3");
    }

    @Test
    void knowsTheEndWhereNoLinesAreWanted() {
        LastLines last = filled(0, List.of("one"));

        assertThat(last.parts()).singleElement().isEqualTo(new LastLines.Part(List.of(), "1"));
    }

    @Test
    void leavesOutTheOldestOfWhatDoesNotFitIntoAnAnswerAndSaysHowMany() {
        String longest = "\u0001".repeat(8 * 1024);
        LastLines last = filled(1_000, java.util.Collections.nCopies(100, longest));

        List<LastLines.Part> parts = last.parts();
        int told = texts(parts).size();
        assertThat(last.leftOut()).isEqualTo(100 - told);
        assertThat(parts).hasSizeGreaterThan(1).allSatisfy(part -> assertThat(
                        part.lines().stream().mapToInt(WireSize::of).sum())
                .isLessThanOrEqualTo(LastLines.BYTES_OF_A_PART));
        assertThat(parts.getFirst().position())
                .isEqualTo(
                        Integer.toString(100 - told + parts.getFirst().lines().size()));
        assertThat(parts.getLast().position()).isEqualTo("100");
    }

    private static LastLines filled(int most, List<String> texts) {
        LastLines last = new LastLines(most, null, System.nanoTime() + 60_000_000_000L);
        for (int i = 0; i < texts.size(); i++) {
            last.line(new LogLine(null, LogLine.Stream.STDOUT, texts.get(i), false), Integer.toString(i + 1));
        }
        return last;
    }

    private static List<String> texts(List<LastLines.Part> parts) {
        return parts.stream()
                .flatMap(part -> part.lines().stream())
                .map(LogLine::text)
                .toList();
    }
}
