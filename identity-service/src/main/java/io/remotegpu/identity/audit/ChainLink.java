package io.remotegpu.identity.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** An entry in its place. Ids have no gap; {@code recordedAt} never falls from one link to the next and decides the month. */
record ChainLink(long id, Instant recordedAt, StoredEntry entry, ChainHash previous, ChainHash hash) {
    /** The entry as the one after {@code previous}. */
    static ChainLink after(ChainHash previous, long id, Instant recordedAt, StoredEntry entry) {
        return new ChainLink(id, recordedAt, entry, previous, ChainHash.of(previous, id, recordedAt, entry));
    }

    static ChainLink of(ResultSet row, int number) throws SQLException {
        return new ChainLink(
                row.getLong("id"),
                StoredEntry.instant(row, "recorded_at"),
                StoredEntry.of(row, "entry_id"),
                ChainHash.of(row.getBytes("previous_hash")),
                ChainHash.of(row.getBytes("hash")));
    }

    /** Whether the hash is the one that these fields have. */
    boolean isGenuine() {
        return ChainHash.of(previous, id, recordedAt, entry).equals(hash);
    }
}
