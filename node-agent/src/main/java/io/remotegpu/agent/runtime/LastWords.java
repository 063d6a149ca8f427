package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.workload.MaskedText;
import java.util.List;

/** What a container printed last, oldest first, fit for a fact: at most {@link #MOST_LINES} lines without what looks like a secret. */
public record LastWords(List<String> lines) {
    public static final int MOST_LINES = 50;
    private static final int BRIEFLY = 15;
    private static final int LONGEST_LINE = 300;

    public static final LastWords NONE = new LastWords(List.of());

    public static LastWords of(String printed) {
        List<String> lines = PlainText.whole(printed)
                .lines()
                .filter(line -> !line.isBlank())
                .map(LastWords::cut)
                .map(MaskedText::of)
                .toList();
        return new LastWords(lastOf(lines, MOST_LINES));
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The last few of them, as part of a sentence. */
    public String briefly() {
        return PlainText.end(String.join("\n", lastOf(lines, BRIEFLY)));
    }

    private static List<String> lastOf(List<String> lines, int most) {
        return List.copyOf(lines.subList(Math.max(0, lines.size() - most), lines.size()));
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "[…]";
    }
}
