package io.remotegpu.agent.questions;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.workload.LogLine;
import org.junit.jupiter.api.Test;

class LogFlowTest {
    private final LogFlow flow = new LogFlow("0", System.nanoTime() + 60_000_000_000L);

    @Test
    void givesEachLineOnce() {
        flow.line(line("one"), "1");
        flow.line(line("two"), "2");

        LogFlow.Taken taken = flow.take();
        assertThat(taken.lines()).extracting(LogLine::text).containsExactly("one", "two");
        assertThat(taken.position()).isEqualTo("2");
        assertThat(taken.leftOut()).isZero();
        assertThat(flow.take().lines()).isEmpty();
        assertThat(flow.take().position()).isEqualTo("2");
    }

    @Test
    void keepsTheNewestOfAFloodAndCountsTheRest() {
        int lines = 100_000;
        for (int i = 1; i <= lines; i++) {
            flow.line(line("line " + i), Integer.toString(i));
        }

        LogFlow.Taken taken = flow.take();
        assertThat(taken.lines().stream().mapToInt(WireSize::of).sum()).isLessThanOrEqualTo(LogFlow.BYTES);
        assertThat(taken.lines().getLast().text()).isEqualTo("line " + lines);
        assertThat(taken.leftOut() + taken.lines().size()).isEqualTo(lines);
        assertThat(flow.take().leftOut()).isZero();
    }

    @Test
    void hasEnoughWhenItsTimeIsOverUnlessItIsProlonged() {
        LogFlow over = new LogFlow(null, System.nanoTime() - 1);
        assertThat(over.hasEnough()).isTrue();

        over.extend(System.nanoTime() + 60_000_000_000L);
        assertThat(over.hasEnough()).isFalse();
        over.stop();
        assertThat(over.hasEnough()).isTrue();
    }

    private static LogLine line(String text) {
        return new LogLine(null, LogLine.Stream.STDOUT, text, false);
    }
}
