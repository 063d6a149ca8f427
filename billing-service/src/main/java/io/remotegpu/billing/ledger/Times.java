package io.remotegpu.billing.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;

/** Instants as the database has them: what has no end yet ends at infinity. */
final class Times {
    private static final String ENDLESS = "infinity";

    private Times() {}

    static String text(Instant instant) {
        return instant.equals(Instant.MAX) ? ENDLESS : instant.toString();
    }

    /** Of a column that is null for infinity. */
    static Instant end(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? Instant.MAX : time.toInstant();
    }

    static Instant start(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class), column)
                .toInstant();
    }
}
