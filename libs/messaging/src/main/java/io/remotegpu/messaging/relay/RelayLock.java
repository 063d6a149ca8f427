package io.remotegpu.messaging.relay;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The right to relay this database's outbox. It ends with its connection, so also with a killed process. */
final class RelayLock implements AutoCloseable {
    /** Advisory locks are per database, so the same number serves every service. */
    private static final long KEY = 0x52454c4159L;

    private final Connection connection;

    private RelayLock(Connection connection) {
        this.connection = connection;
    }

    /** Empty if another replica has it. */
    static Optional<RelayLock> tryAcquire(Database database) throws SQLException {
        Connection connection = database.connect();
        boolean acquired = false;
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select pg_try_advisory_lock(" + KEY + ")")) {
            acquired = answer.next() && answer.getBoolean(1);
            return acquired ? Optional.of(new RelayLock(connection)) : Optional.empty();
        } finally {
            if (!acquired) {
                connection.close();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
