package io.remotegpu.workspace.timeline;

import io.remotegpu.web.Caller;
import io.remotegpu.web.stream.EventSource;
import io.remotegpu.web.stream.StreamEvent;
import java.util.List;

/** What one subscriber hears: the timelines of all environments that they may see now, and no other. */
final class VisibleTimelines implements EventSource {
    private static final int AT_ONCE = 100;

    private final TimelineLog log;
    private final Caller caller;
    /** Nothing for this caller lies before it; kept so that a quiet subscriber does not read everybody's news again and again. */
    private StreamPosition read = StreamPosition.before(0);

    VisibleTimelines(TimelineLog log, Caller caller) {
        this.log = log;
        this.caller = caller;
    }

    @Override
    public String end() {
        return StreamPosition.before(log.horizon()).toString();
    }

    @Override
    public List<StreamEvent> after(String position) {
        StreamPosition asked = StreamPosition.parse(position);
        long horizon = log.horizon();
        List<TimelineChange> changes = log.read(caller, asked.isBefore(read) ? read : asked, horizon, AT_ONCE);
        if (changes.size() < AT_ONCE) {
            read = StreamPosition.before(horizon);
        }
        return changes.stream()
                .map(change -> new StreamEvent(change.position().toString(), "status", change))
                .toList();
    }
}
