package io.remotegpu.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills the database of a running workspace-service with stopped environments of its newest workspace, and asks it without the service. */
final class ManyEnvironments implements AutoCloseable {
    private static final String FILL = """
            insert into environments
                (id, name, customer_id, workspace_id, image, status, cpu, memory, gpu, storage, created_at, updated_at)
            select 'env-bench' || lpad(n::text, 8, '0'), 'bench-' || n, w.owner_id, w.id, 'remotegpu/env-base:latest',
                   'stopped', 1, 1024, 0, 0, now() - n * interval '1 second', now()
            from generate_series(1, ?) n, (select id, owner_id from workspaces order by id desc limit 1) w
            """;
    private static final String FIRST_PAGE = """
            select * from environments
            where workspace_id = (select max(id) from workspaces) and deleted_at is null
            order by created_at desc, id desc limit 20
            """;
    /** As many connections as the service has. */
    private static final int CONNECTIONS = 5;

    private final HikariDataSource database = new HikariDataSource();

    /** @param port of the platform's PostgreSQL */
    ManyEnvironments(int port) {
        database.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/workspace");
        database.setUsername("postgres");
        database.setMaximumPoolSize(CONNECTIONS);
    }

    void fill(int rows) throws SQLException {
        try (Connection filling = database.getConnection();
                PreparedStatement insert = filling.prepareStatement(FILL);
                Statement analyze = filling.createStatement()) {
            insert.setInt(1, rows);
            insert.executeUpdate();
            analyze.execute("vacuum analyze environments");
        }
    }

    void firstPage() {
        try (Connection asking = database.getConnection();
                PreparedStatement query = asking.prepareStatement(FIRST_PAGE);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                rows.getString("name");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
