package io.remotegpu.agent.questions;

import io.remotegpu.contracts.workload.LogLine;

/** How much of a message a line takes at most, in bytes of JSON. */
final class WireSize {
    private static final int AROUND_A_LINE = 100;
    private static final int ESCAPED = 6;

    private WireSize() {}

    static int of(LogLine line) {
        return AROUND_A_LINE + line.text().chars().map(WireSize::of).sum();
    }

    private static int of(int character) {
        if (character < ' ') {
            return ESCAPED;
        }
        return character < 0x80 ? 2 : 3;
    }
}
