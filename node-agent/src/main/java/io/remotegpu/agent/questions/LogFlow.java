package io.remotegpu.agent.questions;

import io.remotegpu.agent.runtime.LogReader;
import io.remotegpu.contracts.workload.LogLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines between a container that prints and somebody who follows it. Each taking empties it, and what does not fit until then is counted and left out: a
 * flood costs neither the host's memory nor the broker's disk.
 */
final class LogFlow implements LogReader {
    /** At four takings a second 256 KiB a second. */
    static final int BYTES = 64 * 1024;

    private List<LogLine> lines = new ArrayList<>();
    private int bytes;
    private long leftOut;
    private @Nullable String position;
    private volatile long untilNanos;
    private volatile boolean stopped;

    LogFlow(@Nullable String position, long untilNanos) {
        this.position = position;
        this.untilNanos = untilNanos;
    }

    /** What was printed since the taking before; {@code leftOut} lines came before those in {@code lines}. */
    record Taken(
            List<LogLine> lines, long leftOut, @Nullable String position) {}

    /** Of too many the newest are kept: they say how it is now. */
    @Override
    public synchronized void line(LogLine line, String behind) {
        int size = WireSize.of(line);
        if (bytes + size > BYTES) {
            leftOut += lines.size();
            lines = new ArrayList<>();
            bytes = 0;
        }
        lines.add(line);
        bytes += size;
        position = behind;
    }

    synchronized Taken take() {
        Taken taken = new Taken(List.copyOf(lines), leftOut, position);
        lines = new ArrayList<>();
        bytes = 0;
        leftOut = 0;
        return taken;
    }

    void extend(long nanos) {
        untilNanos = nanos;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public boolean hasEnough() {
        return stopped || System.nanoTime() - untilNanos > 0;
    }
}
