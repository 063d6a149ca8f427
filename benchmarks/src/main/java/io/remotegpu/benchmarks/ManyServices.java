package io.remotegpu.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills the database of a running gis-service-manager with stopped services of whoever has the newest one. */
final class ManyServices implements AutoCloseable {
    private static final String FILL = """
            insert into user_service_configs
                (user_id, service_name, service_type, service_version, instance_key, config_data, resource_quota, created_at, updated_at)
            select s.user_id, 'listed-' || n, s.service_type, s.service_version, 'listed' || n, s.config_data, s.resource_quota,
                   now() - n * interval '1 second', now()
            from generate_series(1, ?) n, (select * from user_service_configs order by id desc limit 1) s
            """;

    private final HikariDataSource database = new HikariDataSource();

    /** @param port of the platform's PostgreSQL */
    ManyServices(int port) {
        database.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/gis");
        database.setUsername("postgres");
    }

    void fill(int rows) throws SQLException {
        try (Connection filling = database.getConnection();
                PreparedStatement insert = filling.prepareStatement(FILL);
                Statement analyze = filling.createStatement()) {
            insert.setInt(1, rows);
            insert.executeUpdate();
            analyze.execute("vacuum analyze user_service_configs");
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
