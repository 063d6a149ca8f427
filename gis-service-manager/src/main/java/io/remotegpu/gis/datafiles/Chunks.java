package io.remotegpu.gis.datafiles;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The bytes of files, in pieces that fit into memory. Entry 0 is an upload as it came, the others are what was in it. */
@Repository
class Chunks {
    /** Of one piece, at most. */
    static final int SIZE = 1024 * 1024;

    private final JdbcClient jdbc;

    Chunks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Chunk(long start, byte[] bytes) {}

    void add(long file, int entry, long start, byte[] bytes) {
        jdbc.sql(
                        "insert into data_file_chunks (file_id, entry, start_at, bytes) values (:file, :entry, :start, :bytes)")
                .param("file", file)
                .param("entry", entry)
                .param("start", start)
                .param("bytes", bytes)
                .update();
    }

    /** At once, whatever becomes of the caller's transaction: an archive unpacked in one would be too large for a log of changes to hold. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void addNow(long file, int entry, long start, byte[] bytes) {
        add(file, entry, start, bytes);
    }

    /** What an attempt left that was cut short. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void removeUnpackedNow(long file) {
        jdbc.sql("delete from data_file_chunks where file_id = :file and entry > 0")
                .param("file", file)
                .update();
    }

    void removeUpload(long file) {
        jdbc.sql("delete from data_file_chunks where file_id = :file and entry = 0")
                .param("file", file)
                .update();
    }

    void removeAll(long file) {
        jdbc.sql("delete from data_file_chunks where file_id = :file")
                .param("file", file)
                .update();
    }

    /** The piece that a byte is in; empty past the end. */
    Optional<Chunk> at(long file, int entry, long position) {
        return jdbc.sql("""
                        select start_at, bytes from data_file_chunks
                        where file_id = :file and entry = :entry and start_at <= :position
                        order by start_at desc limit 1
                        """)
                .param("file", file)
                .param("entry", entry)
                .param("position", position)
                .query((row, number) -> new Chunk(row.getLong(1), row.getBytes(2)))
                .optional()
                .filter(chunk -> position < chunk.start() + chunk.bytes().length);
    }
}
