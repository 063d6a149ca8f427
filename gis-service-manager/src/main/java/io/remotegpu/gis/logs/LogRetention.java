package io.remotegpu.gis.logs;

import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets old entries, a batch at a time so that nobody waits for it; replicas share the work. */
@Component
class LogRetention {
    private static final int BATCH = 1_000;

    private final LogRepository log;
    private final LogProperties properties;
    private final Clock clock;

    LogRetention(LogRepository log, LogProperties properties, Clock clock) {
        this.log = log;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${gis.logs.clean-every:1h}")
    void clean() {
        int forgotten = BATCH;
        while (forgotten == BATCH) {
            forgotten = log.forget(clock.instant().minus(properties.keep()), BATCH);
        }
    }
}
