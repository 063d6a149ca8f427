package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A change of an account that is not committed yet: requests that need the account wait for it. */
final class HeldAccount implements AutoCloseable {
    private final Connection connection;
    private final JdbcClient observer;

    HeldAccount(DataSource database, String change) throws SQLException {
        observer = JdbcClient.create(database);
        connection = database.getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(change)).isEqualTo(1);
        }
    }

    /** Returns when some request has got as far as the account. */
    void awaitWaiter() {
        await().until(() -> observer.sql("""
                select exists(select from pg_stat_activity
                    where datname = current_database() and wait_event_type = 'Lock')
                """).query(Boolean.class).single());
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        connection.close();
    }
}
