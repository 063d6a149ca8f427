package io.remotegpu.scheduler.hosts;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Notices hosts that fell silent. */
@Component
class HostMonitor {
    private static final Logger LOG = LoggerFactory.getLogger(HostMonitor.class);

    private final JdbcClient jdbc;
    private final HostProperties properties;
    private final Clock clock;
    private final Instant listeningSince;

    HostMonitor(JdbcClient jdbc, HostProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
        this.listeningSince = Instant.now(clock);
    }

    @Scheduled(fixedDelayString = "${scheduler.hosts.watch-every:2s}")
    void watch() {
        mark("unknown", properties.unknownAfter());
        mark("suspect", properties.suspectAfter());
    }

    /** Silence while we were not listening ourselves says nothing about the host. */
    private void mark(String health, Duration after) {
        Instant oldest = Instant.now(clock).minus(after);
        if (oldest.isBefore(listeningSince)) {
            return;
        }
        jdbc.sql("""
                update hosts set health = :health
                where last_seen_at < :oldest and health <> :health and health <> 'unknown'
                returning host_id
                """)
                .param("health", health)
                .param("oldest", Timestamp.from(oldest))
                .query(String.class)
                .list()
                .forEach(host -> LOG.warn("host {} was silent for {}: {}", host, after, health));
    }
}
