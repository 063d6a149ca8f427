package io.remotegpu.testing;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A fingerprint of each table's rows: equal before and after, if nothing was changed. */
public final class TableContents {
    private TableContents() {}

    /**
     * @param jdbc with the rights to see every row
     * @param ignored tables that change by themselves
     */
    public static Map<String, String> of(JdbcClient jdbc, Set<String> ignored) {
        Map<String, String> contents = new TreeMap<>();
        jdbc.sql("select tablename from pg_tables where schemaname = 'public'").query(String.class).list().stream()
                .filter(table -> !ignored.contains(table))
                .forEach(table -> contents.put(table, fingerprint(jdbc, table)));
        return contents;
    }

    private static String fingerprint(JdbcClient jdbc, String table) {
        return jdbc.sql("select coalesce(md5(string_agg(r::text, '|' order by r::text)), '') from \"%s\" r"
                        .formatted(table))
                .query(String.class)
                .single();
    }
}
