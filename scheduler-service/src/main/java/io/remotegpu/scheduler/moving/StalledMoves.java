package io.remotegpu.scheduler.moving;

import io.remotegpu.saga.runtime.SagaRunner;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives up copies of which no piece has come for too long, and forgets moves that ended long ago. */
@Component
class StalledMoves {
    private static final Logger LOG = LoggerFactory.getLogger(StalledMoves.class);

    private final JdbcClient jdbc;
    private final SagaRunner sagas;
    private final MoveProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StalledMoves(
            JdbcClient jdbc,
            SagaRunner sagas,
            MoveProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.sagas = sagas;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What ended meanwhile has no such saga any more, and one that is not copying is past that or has a deadline of its own. */
    @Scheduled(fixedDelayString = "${scheduler.moving.watch-every:5s}")
    void watch() {
        Instant now = Instant.now(clock);
        String why = "no piece of its home came for " + properties.stalledAfter();
        jdbc.sql("""
            select workload_id from moves m
            join sagas s on s.correlation_key = m.workload_id and s.state = 'running' and s.step = 'copy'
            where m.state = 'moving' and m.progressed_at < :longAgo and s.updated_at < :longAgo
            """)
                .param("longAgo", Timestamp.from(now.minus(properties.stalledAfter())))
                .query(String.class)
                .list()
                .forEach(id -> abort(id, why));
        forget(now);
    }

    private void abort(String id, String why) {
        try {
            sagas.abort(id, why);
        } catch (RuntimeException failure) {
            LOG.error("the move of {} could not be given up and is tried again", id, failure);
        }
    }

    /** Also those that were only wanted when their workload was deleted. */
    private void forget(Instant now) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                update moves m set state = 'failed', reason = 'it was deleted', ended_at = :now
                from allocations a
                where a.workload_id = m.workload_id and m.state = 'wanted' and a.phase = 'deleted'
                """).param("now", Timestamp.from(now)).update();
            jdbc.sql("delete from moves where ended_at < :longAgo")
                    .param("longAgo", Timestamp.from(now.minus(properties.keepEnded())))
                    .update();
        });
    }
}
