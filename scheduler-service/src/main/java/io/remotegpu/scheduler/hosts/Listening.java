package io.remotegpu.scheduler.hosts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Since when this replica listens without a break of its own. What was not heard before that says nothing about a host. */
@Component
public class Listening {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    private final Clock clock;
    private final Duration bearableBreak;
    private volatile Instant since;
    private volatile Instant lastWatch;

    Listening(HostProperties properties, Clock clock) {
        this.clock = clock;
        this.bearableBreak =
                properties.watchEvery().plus(properties.suspectAfter().dividedBy(2));
        this.since = Instant.now(clock);
        this.lastWatch = since;
    }

    /** Hosts may have spoken without being heard: silence counts from now on. */
    public void anew(String reason) {
        Instant now = Instant.now(clock);
        if (now.isAfter(since.plus(bearableBreak))) {
            LOG.info("silence of hosts is counted anew: {}", reason);
        }
        since = now;
    }

    /** Notes that silence is being looked for; if that is late, we were stalled ourselves and may have missed what hosts said. */
    void watching() {
        Instant now = Instant.now(clock);
        if (now.isAfter(lastWatch.plus(bearableBreak))) {
            anew("the last look at it was at " + lastWatch);
        }
        lastWatch = now;
    }

    /** Whether everything said since then was heard. */
    boolean sinceBefore(Instant then) {
        return !then.isBefore(since);
    }
}
