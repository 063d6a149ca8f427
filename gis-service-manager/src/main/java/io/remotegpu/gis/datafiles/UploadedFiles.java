package io.remotegpu.gis.datafiles;

import io.remotegpu.contracts.workload.DataFile;
import io.remotegpu.gis.descriptors.DataFormat;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class UploadedFiles {
    private final JdbcClient jdbc;
    private final Clock clock;

    UploadedFiles(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    long insert(long service, String folder, String name, DataFormat format, long size, @Nullable String sha256) {
        return jdbc.sql("""
                        insert into data_files (service_id, folder, name, format, size_bytes, used_bytes, sha256, created_at, updated_at)
                        values (:service, :folder, :name, :format, :size, :size, :sha256, :now, :now) returning id
                        """)
                .param("service", service)
                .param("folder", folder)
                .param("name", name)
                .param("format", format.wireName())
                .param("size", size)
                .param("sha256", sha256)
                .param("now", now())
                .query(Long.class)
                .single();
    }

    List<UploadedFile> of(long service) {
        return jdbc.sql("select * from data_files where service_id = :service order by folder, name")
                .param("service", service)
                .query(UploadedFiles::read)
                .list();
    }

    Optional<UploadedFile> find(long service, long file) {
        return jdbc.sql("select * from data_files where service_id = :service and id = :file")
                .param("service", service)
                .param("file", file)
                .query(UploadedFiles::read)
                .optional();
    }

    int count(long service) {
        return jdbc.sql("select count(*) from data_files where service_id = :service")
                .param("service", service)
                .query(Integer.class)
                .single();
    }

    /** Bytes that the files of a service use, those to come included. */
    long used(long service) {
        return jdbc.sql("select coalesce(sum(used_bytes), 0) from data_files where service_id = :service")
                .param("service", service)
                .query(Long.class)
                .single();
    }

    /** Whether so many bytes came next; nobody else's come between. */
    boolean advance(long file, long offset, int bytes) {
        return jdbc.sql("""
                        update data_files set received_bytes = received_bytes + :bytes, updated_at = :now,
                            state = case when received_bytes + :bytes = size_bytes then 'checking' else state end
                        where id = :file and state = 'uploading' and received_bytes = :offset
                          and received_bytes + :bytes <= size_bytes
                        """)
                        .param("file", file)
                        .param("offset", offset)
                        .param("bytes", bytes)
                        .param("now", now())
                        .update()
                == 1;
    }

    /** The complete file that waits longest and that nobody else checks, for this transaction alone; its chunks may still be written. */
    Optional<UploadedFile> claim() {
        return jdbc.sql("""
                        select * from data_files where state = 'checking' order by updated_at limit 1
                        for no key update skip locked
                        """).query(UploadedFiles::read).optional();
    }

    /** To the end of those that wait to be looked at. */
    void postpone(long file) {
        jdbc.sql("update data_files set updated_at = :now where id = :file and state = 'checking'")
                .param("file", file)
                .param("now", now())
                .update();
    }

    void accept(UploadedFile file, String sha256, List<DataFile> parts, int firstEntry) {
        long used = parts.stream().mapToLong(DataFile::size).sum();
        for (int i = 0; i < parts.size(); i++) {
            jdbc.sql("""
                            insert into data_file_entries (file_id, entry, path, size_bytes, sha256)
                            values (:file, :entry, :path, :size, :sha256)
                            """)
                    .param("file", file.id())
                    .param("entry", firstEntry + i)
                    .param("path", parts.get(i).path())
                    .param("size", parts.get(i).size())
                    .param("sha256", parts.get(i).sha256())
                    .update();
        }
        end(file, UploadState.READY, used, sha256, null);
    }

    void refuse(UploadedFile file, String problem) {
        end(file, UploadState.REFUSED, 0, file.sha256(), problem);
    }

    private void end(
            UploadedFile file, UploadState state, long used, @Nullable String sha256, @Nullable String problem) {
        jdbc.sql("""
                        update data_files set state = :state, used_bytes = :used, sha256 = :sha256, problem = :problem,
                            updated_at = :now
                        where id = :file
                        """)
                .param("file", file.id())
                .param("state", state.wireName())
                .param("used", used)
                .param("sha256", sha256)
                .param("problem", problem)
                .param("now", now())
                .update();
    }

    boolean delete(long service, long file) {
        return jdbc.sql("delete from data_files where service_id = :service and id = :file")
                        .param("service", service)
                        .param("file", file)
                        .update()
                == 1;
    }

    /** With whatever was kept of them. */
    void deleteAll(long service) {
        jdbc.sql("delete from data_files where service_id = :service")
                .param("service", service)
                .update();
    }

    int forgetAbandoned(Instant before) {
        return jdbc.sql("delete from data_files where state = 'uploading' and updated_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }

    private Object now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static UploadedFile read(ResultSet row, int number) throws SQLException {
        return new UploadedFile(
                row.getLong("id"),
                row.getLong("service_id"),
                row.getString("folder"),
                row.getString("name"),
                DataFormat.of(row.getString("format")),
                row.getLong("size_bytes"),
                row.getLong("received_bytes"),
                row.getLong("used_bytes"),
                row.getString("sha256"),
                UploadState.of(row.getString("state")),
                row.getString("problem"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
