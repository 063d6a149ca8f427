package io.remotegpu.web.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of requests that carried a key. The claim is an insert, so of many at once exactly one is the first. */
final class IdempotencyKeys {
    private final JdbcClient jdbc;
    private final IdempotencyProperties properties;
    private final Clock clock;

    IdempotencyKeys(JdbcClient jdbc, IdempotencyProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    Claim claim(RequestKey key) {
        forgetOld();
        int claimed = jdbc.sql("""
                insert into idempotency_keys (caller, key, path, body_hash, claimed_at)
                values (?, ?, ?, ?, ?)
                on conflict do nothing
                """)
                .params(key.caller(), key.key(), key.path(), key.bodyHash(), Timestamp.from(clock.instant()))
                .update();
        return claimed == 1 ? new Claim.First() : earlier(key);
    }

    void answered(RequestKey key, FirstAnswer answer) {
        jdbc.sql("""
                update idempotency_keys set status = :status, location = :location, media_type = :mediaType, answer = :answer
                where caller = :caller and key = :key and path = :path
                """)
                .param("status", answer.status())
                .param("location", answer.location())
                .param("mediaType", answer.mediaType())
                .param("answer", answer.body())
                .param("caller", key.caller())
                .param("key", key.key())
                .param("path", key.path())
                .update();
    }

    /** The request failed on our side: the next one may try again. */
    void release(RequestKey key) {
        jdbc.sql("delete from idempotency_keys where caller = ? and key = ? and path = ?")
                .params(key.caller(), key.key(), key.path())
                .update();
    }

    private Claim earlier(RequestKey key) {
        return jdbc.sql("select * from idempotency_keys where caller = ? and key = ? and path = ?")
                .params(key.caller(), key.key(), key.path())
                .query((row, number) -> claim(row, key))
                .optional()
                .orElseGet(Claim.InProgress::new); // released this moment: the caller may come again
    }

    private static Claim claim(ResultSet row, RequestKey key) throws SQLException {
        if (!Arrays.equals(row.getBytes("body_hash"), key.bodyHash())) {
            return new Claim.Mismatch();
        }
        int status = row.getInt("status");
        if (row.wasNull()) {
            return new Claim.InProgress();
        }
        return new Claim.Repeat(new FirstAnswer(
                status, row.getString("location"), row.getString("media_type"), row.getBytes("answer")));
    }

    private void forgetOld() {
        Instant now = clock.instant();
        jdbc.sql("delete from idempotency_keys where claimed_at < ? or (status is null and claimed_at < ?)")
                .params(
                        Timestamp.from(now.minus(properties.lifetime())),
                        Timestamp.from(now.minus(properties.patience())))
                .update();
    }
}
