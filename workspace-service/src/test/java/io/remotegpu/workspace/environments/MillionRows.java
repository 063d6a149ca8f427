package io.remotegpu.workspace.environments;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A platform that has been busy for years: 1,000,000 environments in 2,000 workspaces, a fifth of them in the first. */
final class MillionRows {
    /** As the first customer is told them: member of the first three workspaces. */
    static final long CUSTOMER = 1;

    private MillionRows() {}

    /** Written with the indexes away and put back as the migrations made them, which is how such a table is filled in reasonable time. */
    static void write(String url) throws SQLException {
        try (Connection superuser = DriverManager.getConnection(url, "postgres", "");
                Statement statement = superuser.createStatement()) {
            List<String> indexes = indexes(statement);
            for (String index : indexes) {
                statement.execute("drop index " + name(index));
            }
            statement.execute("set session_replication_role = replica");
            people(statement);
            statement.execute("""
                    insert into environments (id, name, customer_id, workspace_id, image, status, cpu, memory, gpu, storage,
                        host_id, created_at, updated_at, deleted_at)
                    select 'env-' || lpad(to_hex(n), 12, '0'), 'train ' || n % 997, 1 + n % 5000,
                        case when n % 5 = 0 then 1 else 2 + n % 1999 end, 'remotegpu/env-base:latest',
                        (array['stopped', 'stopped', 'stopped', 'error', 'running', 'queued'])[1 + (n / 7) % 6], 2, 4096, 1, 10240,
                        'host-' || n % 500, timestamptz '2026-01-01' + n * interval '20 seconds', now(),
                        case when n % 10 = 3 then now() end
                    from generate_series(1, 1000000) n
                    """);
            for (String index : indexes) {
                statement.execute(index);
            }
            statement.execute("vacuum analyze environments, workspaces, workspace_members, customers");
        }
    }

    private static void people(Statement statement) throws SQLException {
        statement.execute("""
                insert into customers (id, username, known_since) select n, 'user' || n, now() from generate_series(1, 5000) n
                on conflict do nothing
                """);
        statement.execute("""
                insert into workspaces (id, uuid, name, type, owner_id, created_at) overriding system value
                select n, gen_random_uuid(), 'lab ' || n, 'team', n, now() from generate_series(1, 2000) n
                """);
        statement.execute("""
                insert into workspace_members (workspace_id, customer_id, role, joined_at)
                select n, n, 'owner', now() from generate_series(1, 2000) n
                union all select n, 1, 'member', now() from generate_series(2, 3) n
                """);
    }

    private static List<String> indexes(Statement statement) throws SQLException {
        List<String> indexes = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "select indexdef from pg_indexes where tablename = 'environments' and indexname like 'idx%'")) {
            while (rows.next()) {
                indexes.add(rows.getString(1));
            }
        }
        return indexes;
    }

    private static String name(String indexDefinition) {
        return indexDefinition.split(" ")[2];
    }
}
