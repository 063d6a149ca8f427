package io.remotegpu.web.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Events that nobody keeps: handed on as they come, from any thread. A reader that falls too far behind is cut off instead of filling memory. */
public final class PushedEvents implements EventSource {
    private final Queue<StreamEvent> waiting = new ArrayDeque<>();
    private final int most;
    private boolean closed;

    /** @param most how many events may wait for the reader */
    public PushedEvents(int most) {
        this.most = most;
    }

    /** Whether it was taken; not so after the end, nor by a reader that is too slow, for whom this is the end. Then wake the reader. */
    public synchronized boolean offer(StreamEvent event) {
        if (waiting.size() >= most) {
            closed = true;
        }
        return !closed && waiting.add(event);
    }

    /** What waits is still read; then the stream ends. */
    public synchronized void close() {
        closed = true;
    }

    @Override
    public String end() {
        return "0";
    }

    /** Whatever waits; a position means nothing here. */
    @Override
    public synchronized List<StreamEvent> after(String position) {
        List<StreamEvent> events = new ArrayList<>(waiting);
        waiting.clear();
        return events;
    }

    @Override
    public synchronized boolean ended() {
        return closed && waiting.isEmpty();
    }
}
