package io.remotegpu.saga.runtime;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.saga.Progress;
import io.remotegpu.saga.Saga;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code sagas}. Whoever loads a saga holds its row until the transaction ends. */
class SagaStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    SagaStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    <D extends Record> void insert(Saga<D> saga, String key, Progress<D> progress) {
        jdbc.sql("""
                insert into sagas (id, name, version, correlation_key, step, state, data, deadline, attempts, failure,
                                   created_at, updated_at)
                values (:id, :name, :version, :key, :step, :state, :data::jsonb, :deadline, :attempts, :failure::jsonb,
                        :now, :now)
                """)
                .param("id", UUID.randomUUID())
                .param("name", saga.name())
                .param("version", saga.version())
                .param("key", key)
                .param("step", progress.step())
                .param("state", progress.state().wireName())
                .param("data", SagaJson.write(progress.data()))
                .param("deadline", deadline(progress))
                .param("attempts", progress.attempts())
                .param("failure", failure(progress))
                .param("now", now())
                .update();
    }

    <D extends Record> void update(StoredSaga stored, Progress<D> progress) {
        int updated = jdbc.sql("""
                update sagas
                set step = :step, state = :state, data = :data::jsonb, deadline = :deadline, attempts = :attempts,
                    failure = :failure::jsonb, row_version = row_version + 1, updated_at = :now
                where id = :id and row_version = :rowVersion
                """)
                .param("id", stored.id())
                .param("rowVersion", stored.rowVersion())
                .param("step", progress.step())
                .param("state", progress.state().wireName())
                .param("data", SagaJson.write(progress.data()))
                .param("deadline", deadline(progress))
                .param("attempts", progress.attempts())
                .param("failure", failure(progress))
                .param("now", now())
                .update();
        if (updated != 1) {
            throw new PlatformException(
                    ErrorCode.PRECONDITION_FAILED, "saga " + stored.id() + " changed meanwhile: read it again");
        }
    }

    /**
     * The one saga under way for this key. Whoever waited for the lock while one saga ended and the next began sees neither in its first
     * look: the old row has ended and the new one is younger than the query. The second look sees it.
     */
    Optional<StoredSaga> lockActive(String key) {
        return findActive(key).or(() -> findActive(key));
    }

    void lockActive(Collection<String> keys) {
        jdbc.sql("""
                select id from sagas
                where correlation_key = any(:keys) and state in ('running', 'compensating') order by correlation_key for update
                """)
                .param("keys", keys.toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    private Optional<StoredSaga> findActive(String key) {
        return jdbc.sql("""
                select * from sagas
                where correlation_key = :key and state in ('running', 'compensating')
                for update
                """).param("key", key).query(StoredSaga::of).optional();
    }

    List<UUID> due(int limit) {
        return jdbc.sql("select id from sagas where deadline <= :now order by deadline limit :limit")
                .param("now", now())
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /** The saga if its deadline has still passed and no other replica is at it. */
    Optional<StoredSaga> lockDue(UUID id) {
        return jdbc.sql("select * from sagas where id = :id and deadline <= :now for update skip locked")
                .param("id", id)
                .param("now", now())
                .query(StoredSaga::of)
                .optional();
    }

    Optional<StoredSaga> lockUnderWay(UUID id) {
        return jdbc.sql("select * from sagas where id = :id and state in ('running', 'compensating') for update")
                .param("id", id)
                .query(StoredSaga::of)
                .optional();
    }

    /** Looks at the saga again after the pause, unless it has moved since. */
    void postpone(UUID id, Duration pause) {
        jdbc.sql("update sagas set deadline = :later where id = :id and deadline <= :now")
                .param("id", id)
                .param("now", now())
                .param("later", Timestamp.from(Instant.now(clock).plus(pause)))
                .update();
    }

    /** How many were deleted; those that another replica deletes now are passed over. */
    int deleteEnded(Duration age, int batch) {
        return jdbc.sql("""
                delete from sagas where id in (
                    select id from sagas
                    where state in ('completed', 'compensated') and created_at < :before and updated_at < :before
                    limit :batch for update skip locked)
                """)
                .param("before", Timestamp.from(Instant.now(clock).minus(age)))
                .param("batch", batch)
                .update();
    }

    private @Nullable Timestamp deadline(Progress<?> progress) {
        var patience = progress.patience();
        return patience == null ? null : Timestamp.from(Instant.now(clock).plus(patience));
    }

    private static @Nullable String failure(Progress<?> progress) {
        var failure = progress.failure();
        return failure == null ? null : SagaJson.write(failure);
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }
}
