package io.remotegpu.workspace.connections;

import io.remotegpu.workspace.tenancy.AsSystem;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends sessions whose environment ended, which no host tells any more, and forgets old ones. Safe with several replicas. */
@Component
@AsSystem
class ConnectionUpkeep {
    private final JdbcClient jdbc;
    private final ConnectionProperties properties;
    private final Clock clock;

    ConnectionUpkeep(JdbcClient jdbc, ConnectionProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** One that is being started anew has no session either: its run under another epoch is over. */
    @Scheduled(fixedDelayString = "${workspace.connections.upkeep-every:PT1M}")
    @Transactional
    public void keep() {
        jdbc.sql("""
                        update environment_sessions session
                        set ended_at = greatest(session.began_at,
                            least(coalesce(environment.stopped_at, cast(:now as timestamptz)), cast(:now as timestamptz)))
                        from environments environment
                        where environment.id = session.environment_id and session.ended_at is null
                            and (environment.status in ('stopped', 'error') or environment.epoch > session.epoch
                                or environment.deleted_at is not null)
                        """).param("now", SessionStore.utc(clock.instant())).update();
        jdbc.sql("delete from environment_sessions where ended_at < :longAgo")
                .param("longAgo", SessionStore.utc(clock.instant().minus(Duration.ofDays(properties.retentionDays()))))
                .update();
    }
}
