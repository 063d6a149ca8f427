package io.remotegpu.agent.questions;

import io.remotegpu.agent.runtime.LogReader;
import io.remotegpu.contracts.workload.LogLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last lines of a log, as many as were asked for and fit into an answer. */
final class LastLines implements LogReader {
    /** All parts of one answer together. */
    static final int BYTES = 1024 * 1024;
    /** A record may have a megabyte, headers and all. */
    static final int BYTES_OF_A_PART = 400 * 1024;

    private final int most;
    private final long untilNanos;
    private final Deque<Placed> lines = new ArrayDeque<>();
    private int bytes;
    private long leftOut;
    private @Nullable String position;

    /** @param untilNanos when nobody waits any more, by the monotonic clock */
    LastLines(int most, @Nullable String position, long untilNanos) {
        this.most = most;
        this.position = position;
        this.untilNanos = untilNanos;
    }

    private record Placed(LogLine line, String behind, int size) {}

    /** One message's worth, and the position behind it. */
    record Part(List<LogLine> lines, @Nullable String position) {}

    /** Lines beyond those asked for were not asked for; lines that do not fit were left out. */
    @Override
    public synchronized void line(LogLine line, String behind) {
        Placed placed = new Placed(line, behind, WireSize.of(line));
        lines.addLast(placed);
        bytes += placed.size();
        position = behind;
        while (lines.size() > most || bytes > BYTES) {
            leftOut += lines.size() > most ? 0 : 1;
            bytes -= lines.removeFirst().size();
        }
    }

    @Override
    public boolean hasEnough() {
        return System.nanoTime() - untilNanos > 0;
    }

    synchronized long leftOut() {
        return leftOut;
    }

    synchronized @Nullable String position() {
        return position;
    }

    /** In their order, cut into what fits into one message; at least one part. */
    synchronized List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        List<LogLine> part = new ArrayList<>();
        String behind = position;
        int size = 0;
        for (Placed placed : lines) {
            size += placed.size();
            if (size > BYTES_OF_A_PART && !part.isEmpty()) {
                parts.add(new Part(List.copyOf(part), behind));
                part.clear();
                size = placed.size();
            }
            part.add(placed.line());
            behind = placed.behind();
        }
        parts.add(new Part(List.copyOf(part), position));
        return parts;
    }
}
