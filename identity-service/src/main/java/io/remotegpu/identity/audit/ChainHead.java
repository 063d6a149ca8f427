package io.remotegpu.identity.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The end of the chain.
 *
 * @param lastId 0 before the first entry
 * @param mac attests the rest; null before the first entry only
 */
record ChainHead(long lastId, ChainHash lastHash, Instant lastRecordedAt, byte @Nullable [] mac) {
    static ChainHead of(ResultSet row, int number) throws SQLException {
        return new ChainHead(
                row.getLong("last_id"),
                ChainHash.of(row.getBytes("last_hash")),
                StoredEntry.instant(row, "last_recorded_at"),
                row.getBytes("mac"));
    }

    static ChainHead at(ChainLink last, Attestation attestation) {
        ChainHead bare = new ChainHead(last.id(), last.hash(), last.recordedAt(), null);
        return new ChainHead(last.id(), last.hash(), last.recordedAt(), attestation.of(bare.statement()));
    }

    /** What is attested. */
    String statement() {
        return "head " + lastId + " " + lastHash.hex() + " " + ChainHash.micros(lastRecordedAt);
    }

    YearMonth month() {
        return YearMonth.from(lastRecordedAt.atOffset(ZoneOffset.UTC));
    }

    boolean isEmpty() {
        return lastId == 0;
    }
}
