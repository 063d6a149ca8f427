package io.remotegpu.saga.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What administrators see of the sagas. */
public class SagaJournal {
    private static final String SELECT = """
            select id, name, version, correlation_key, step, state, attempts, deadline, failure::text as failure,
                   created_at, updated_at
            from sagas
            """;
    private static final String STUCK = "where state in ('running', 'compensating') and attempts >= :stuckAfter";

    private final JdbcClient jdbc;
    private final int stuckAfter;

    SagaJournal(JdbcClient jdbc, int stuckAfter) {
        this.jdbc = jdbc;
        this.stuckAfter = stuckAfter;
    }

    /** @param failure JSON, null while it goes forward; {@code deadline} null once it has ended */
    public record Entry(
            UUID id,
            String name,
            int version,
            String correlationKey,
            String step,
            String state,
            int attempts,
            @Nullable Instant deadline,
            @Nullable String failure,
            Instant createdAt,
            Instant updatedAt) {}

    /** Those in one of the states, newest first. */
    public List<Entry> list(Set<String> states, int limit, int offset) {
        return jdbc.sql(SELECT + "where state in (:states) order by created_at desc, id limit :limit offset :offset")
                .param("states", states)
                .param("limit", limit)
                .param("offset", offset)
                .query(Entry.class)
                .list();
    }

    public long count(Set<String> states) {
        return jdbc.sql("select count(*) from sagas where state in (:states)")
                .param("states", states)
                .query(Long.class)
                .single();
    }

    /** Those that asked so often without an answer that a person should look. */
    public List<Entry> stuck(int limit, int offset) {
        return jdbc.sql(SELECT + STUCK + " order by attempts desc, id limit :limit offset :offset")
                .param("stuckAfter", stuckAfter)
                .param("limit", limit)
                .param("offset", offset)
                .query(Entry.class)
                .list();
    }

    /** How many repeats of one request make a saga count as stuck. */
    public int stuckAfter() {
        return stuckAfter;
    }

    public long countStuck() {
        return jdbc.sql("select count(*) from sagas " + STUCK)
                .param("stuckAfter", stuckAfter)
                .query(Long.class)
                .single();
    }
}
