package io.remotegpu.messaging.hosts;

import io.remotegpu.contracts.HostId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for many refusals: whoever forges facts must not fill the log as well. */
final class RefusalLog {
    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);
    private static final long BETWEEN_LINES = Duration.ofSeconds(30).toNanos();

    private long unsaid;
    private long lastNanos;

    synchronized void refused(@Nullable HostId host, String topic, Refusal refusal) {
        unsaid++;
        long now = System.nanoTime();
        if (lastNanos != 0 && now - lastNanos < BETWEEN_LINES) {
            return;
        }
        log.warn(
                "{} message(s) on topics of hosts were refused, the last on {}, said to be of host {}: {}",
                unsaid,
                topic,
                host,
                refusal.words());
        unsaid = 0;
        lastNanos = now;
    }
}
