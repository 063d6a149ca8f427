package io.remotegpu.identity.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;

/** The part of the chain that one ended month is. It outlives the month's entries. */
record Anchor(YearMonth month, long firstId, long lastId, ChainHash firstPrevious, ChainHash lastHash, byte[] mac) {
    static Anchor of(ResultSet row, int number) throws SQLException {
        return new Anchor(
                YearMonth.from(row.getObject("month", LocalDate.class)),
                row.getLong("first_id"),
                row.getLong("last_id"),
                ChainHash.of(row.getBytes("first_previous_hash")),
                ChainHash.of(row.getBytes("last_hash")),
                row.getBytes("mac"));
    }

    /** What is attested. */
    String statement() {
        return statement(month, firstId, lastId, firstPrevious, lastHash);
    }

    static String statement(YearMonth month, long firstId, long lastId, ChainHash firstPrevious, ChainHash lastHash) {
        return "month " + month + " " + firstId + " " + lastId + " " + firstPrevious.hex() + " " + lastHash.hex();
    }
}
