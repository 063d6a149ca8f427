package io.remotegpu.gis.datafiles;

import io.remotegpu.contracts.workload.DataFile;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a service sees of its files. */
@Repository
class Entries {
    /** Of one service; no host takes more. */
    static final int MOST = 2_000;

    private final JdbcClient jdbc;

    Entries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where the bytes of an entry are kept. */
    record Kept(long file, int entry, long size) {}

    List<DataFile> of(long service) {
        return jdbc.sql("""
                        select path, entries.size_bytes, entries.sha256
                        from data_file_entries entries join data_files on id = file_id
                        where service_id = :service order by path
                        """)
                .param("service", service)
                .query((row, number) -> new DataFile(row.getString(1), row.getLong(2), row.getString(3)))
                .list();
    }

    /** How many a service has; nobody else who asks so gets an answer until the transaction ends. */
    int countAlone(long service) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('data_file_entries ' || :service, 0))")
                .param("service", service)
                .query((row, number) -> service)
                .single();
        return jdbc.sql("""
                        select count(*) from data_file_entries join data_files on id = file_id where service_id = :service
                        """).param("service", service).query(Integer.class).single();
    }

    Optional<Kept> find(long service, String sha256) {
        return jdbc.sql("""
                        select file_id, entry, entries.size_bytes
                        from data_file_entries entries join data_files on id = file_id
                        where service_id = :service and entries.sha256 = :sha256 limit 1
                        """)
                .param("service", service)
                .param("sha256", sha256)
                .query((row, number) -> new Kept(row.getLong(1), row.getInt(2), row.getLong(3)))
                .optional();
    }
}
