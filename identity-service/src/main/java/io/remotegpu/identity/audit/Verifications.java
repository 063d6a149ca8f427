package io.remotegpu.identity.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the walks found. */
@Repository
class Verifications {
    private final JdbcClient jdbc;

    Verifications(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Verification> latest() {
        return jdbc.sql("select * from audit_verifications order by id desc limit 1")
                .query(Verifications::verification)
                .optional();
    }

    void insert(Verification found) {
        jdbc.sql("""
                insert into audit_verifications
                    (started_at, finished_at, intact, entries, first_id, last_id, broken_id, problem)
                values (:started, :finished, :intact, :entries, :first, :last, :broken, :problem)
                """)
                .param("started", utc(found.startedAt()))
                .param("finished", utc(found.finishedAt()))
                .param("intact", found.intact())
                .param("entries", found.entries())
                .param("first", found.firstId())
                .param("last", found.lastId())
                .param("broken", found.brokenId())
                .param("problem", found.problem())
                .update();
    }

    private static Verification verification(ResultSet row, int number) throws SQLException {
        return new Verification(
                StoredEntry.instant(row, "started_at"),
                StoredEntry.instant(row, "finished_at"),
                row.getBoolean("intact"),
                row.getLong("entries"),
                row.getObject("first_id", Long.class),
                row.getObject("last_id", Long.class),
                row.getObject("broken_id", Long.class),
                row.getString("problem"));
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
