package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.workload.LogLine;
import io.remotegpu.messaging.questions.PrintedLog;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an environment printed, oldest line first.
 *
 * @param leftOut how many lines before these were left out because they were too many
 */
record LogView(List<Line> lines, long leftOut) {
    /**
     * @param at by the clock of its host; missing where the runtime notes none
     * @param stream stdout or stderr
     * @param cut true if the line is longer and only its beginning is here
     */
    record Line(
            @Nullable Instant at,
            String stream,
            String text,
            @Nullable Boolean cut) {
        static Line of(LogLine line) {
            return new Line(
                    line.at(), line.stream().name().toLowerCase(Locale.ROOT), line.text(), line.cut() ? true : null);
        }
    }

    static LogView of(PrintedLog log) {
        return new LogView(log.lines().stream().map(Line::of).toList(), log.leftOut());
    }
}
