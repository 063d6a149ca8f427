package io.remotegpu.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.workload.FailureCause;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void keepsLinesAndDropsWhatTerminalsObey() {
        assertThat(PlainText.end("a\u0000b\u001b[31mc\r\n\tgrün 日本 \ud83d\ude00\n\u0007"))
                .isEqualTo("ab[31mc\n\tgrün 日本 \ud83d\ude00");
    }

    @Test
    void dropsHalvesOfCharacters() {
        assertThat(PlainText.beginning("a\ud83db\ude00c")).isEqualTo("abc");
    }

    @Test
    void keepsTheEndOfALogAndTheBeginningOfARefusal() {
        String long1 = "begin" + "x".repeat(1_000_000) + "end";

        assertThat(PlainText.end(long1)).startsWith("[…]x").endsWith("xend").hasSizeLessThan(4200);
        assertThat(PlainText.beginning(long1))
                .startsWith("beginx")
                .endsWith("x[…]")
                .hasSizeLessThan(4200);
    }

    @Test
    void cutsThroughNoCharacter() {
        String faces = "a" + "\ud83d\ude00".repeat(5000);

        assertThat(PlainText.end(faces).codePoints()).noneMatch(PlainTextTest::isHalf);
        assertThat(PlainText.beginning(faces).codePoints()).noneMatch(PlainTextTest::isHalf);
    }

    @Test
    void everyFailureIsPlain() {
        assertThat(new WorkloadFailure(FailureCause.PROBE_FAILED, "\u0000" + "x".repeat(2_000_000)).reason())
                .startsWith("x")
                .hasSizeLessThan(4200);
    }

    private static boolean isHalf(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }
}
