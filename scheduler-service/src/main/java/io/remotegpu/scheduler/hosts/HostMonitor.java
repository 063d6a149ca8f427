package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.HostId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Notices hosts that fell silent. */
@Component
class HostMonitor {
    private static final Logger LOG = LoggerFactory.getLogger(HostMonitor.class);
    private static final String UNKNOWN = "unknown";

    private final JdbcClient jdbc;
    private final HostProperties properties;
    private final Listening listening;
    private final TransactionTemplate transaction;
    private final HostEvents events;
    private final ApplicationEventPublisher application;
    private final Clock clock;

    HostMonitor(
            JdbcClient jdbc,
            HostProperties properties,
            Listening listening,
            TransactionTemplate transaction,
            HostEvents events,
            ApplicationEventPublisher application,
            Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.listening = listening;
        this.transaction = transaction;
        this.events = events;
        this.application = application;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${scheduler.hosts.watch-every:2s}")
    void watch() {
        listening.watching();
        try {
            Instant now = Instant.now(clock);
            markSilent(UNKNOWN, now.minus(properties.unknownAfter()));
            markSilent("suspect", now.minus(properties.suspectAfter()));
        } catch (RuntimeException failure) {
            listening.anew("looking for it failed");
            throw failure;
        }
    }

    private void markSilent(String health, Instant oldest) {
        if (listening.sinceBefore(oldest)) {
            silentSince(oldest, health).forEach(host -> markAlone(host, health, oldest));
        }
    }

    /** One host that cannot be marked must not hide the silence of the others. */
    private void markAlone(String host, String health, Instant oldest) {
        try {
            transaction.executeWithoutResult(status -> mark(host, health, oldest));
        } catch (RuntimeException failure) {
            LOG.error("host {} could not be called {} and is tried again at the next look", host, health, failure);
        }
    }

    private List<String> silentSince(Instant oldest, String health) {
        return jdbc.sql("""
                select host_id from hosts
                where last_seen_at < :oldest and health <> :health and health <> 'unknown' order by host_id
                """)
                .param("health", health)
                .param("oldest", Timestamp.from(oldest))
                .query(String.class)
                .list();
    }

    /** Only if it is still silent and no other replica was faster. */
    private void mark(String host, String health, Instant oldest) {
        Optional<HostFellSilent> silent = jdbc.sql("""
                update hosts set health = :health
                where host_id = :host and last_seen_at < :oldest and health <> :health and health <> 'unknown'
                returning host_id, name, last_heartbeat_at
                """)
                .param("host", host)
                .param("health", health)
                .param("oldest", Timestamp.from(oldest))
                .query((row, number) -> new HostFellSilent(
                        new HostId(row.getString("host_id")),
                        row.getString("name"),
                        row.getTimestamp("last_heartbeat_at").toInstant()))
                .optional();
        silent.ifPresent(fact -> {
            LOG.warn("host {} is silent since before {}: {}", host, oldest, health);
            events.record(fact.hostId(), health, "not heard since " + fact.lastAttestedAt() + " by its own clock");
            if (health.equals(UNKNOWN)) {
                application.publishEvent(fact);
            }
        });
    }
}
