package io.remotegpu.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LastWordsTest {
    @Test
    void keepsTheLastFiftyLinesEachOfBoundedLength() {
        String printed = IntStream.rangeClosed(1, 80)
                .mapToObj(line -> "line " + line + " " + "x".repeat(1000))
                .collect(Collectors.joining("\n"));
        LastWords words = LastWords.of(printed);
        assertThat(words.lines()).hasSize(50).allSatisfy(line -> assertThat(line)
                .hasSizeLessThan(310));
        assertThat(words.lines().getFirst()).startsWith("line 31 ");
        assertThat(words.briefly()).contains("line 80 ").doesNotContain("line 60 ");
    }

    @Test
    void masksPasswords() {
        assertThat(LastWords.of("connecting to postgres://ada:hunter2@db/city\n\n")
                        .lines())
                .containsExactly("connecting to postgres://ada:***@db/city");
    }
}
