package io.remotegpu.workspace.timeline;

import io.remotegpu.web.stream.EventStreams;
import io.remotegpu.web.stream.StreamKey;
import io.remotegpu.workspace.tenancy.AsSystem;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Wakes the subscribers of this replica, whichever replica wrote what concerns them. Asks the database only while somebody listens. */
@Component
@AsSystem
class TimelineWatch {
    static final String STREAM = "environments";
    static final String ADMINISTRATORS = "administrators";
    private static final long NOBODY_LISTENED = -1;

    private final TimelineLog log;
    private final EventStreams streams;
    private long seen = NOBODY_LISTENED;

    TimelineWatch(TimelineLog log, EventStreams streams) {
        this.log = log;
        this.streams = streams;
    }

    @Scheduled(fixedDelayString = "${workspace.timeline.watch-every:500ms}")
    void look() {
        if (streams.open() == 0) {
            seen = NOBODY_LISTENED;
            return;
        }
        long horizon = log.horizon();
        if (seen == NOBODY_LISTENED) {
            streams.wakeAll(STREAM);
        } else if (horizon > seen) {
            wake(seen, horizon);
        }
        seen = horizon;
    }

    private void wake(long from, long to) {
        var concerned = log.concerned(from, to);
        concerned.forEach(customer -> streams.wake(new StreamKey(STREAM, customer.toString())));
        if (!concerned.isEmpty()) {
            streams.wake(new StreamKey(STREAM, ADMINISTRATORS));
        }
    }
}
