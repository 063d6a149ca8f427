package io.remotegpu.workspace.tenancy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A connection of one's own as a role of the database: what an intruder would have who took over the service. */
record PlainRole(String url, String role) {
    /** Whose name the statements carry; {@code null} leaves it out. */
    record As(@Nullable String actor, long customer) {
        static final As NOBODY = new As(null, 0);
        static final As SYSTEM = new As("system", 0);

        static As customer(long id) {
            return new As("customer", id);
        }

        static As admin(long id) {
            return new As("admin", id);
        }
    }

    /** Rows that a query answers, or that a change touches; what it changed is taken back. */
    int rows(As name, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, role, role)) {
            connection.setAutoCommit(false);
            name(connection, name);
            try (Statement statement = connection.createStatement()) {
                boolean query = statement.execute(sql);
                return query ? count(statement.getResultSet()) : statement.getUpdateCount();
            } finally {
                connection.rollback();
            }
        }
    }

    private static void name(Connection connection, As name) throws SQLException {
        if (name.actor() == null) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "select set_config('remotegpu.actor', ?, true), set_config('remotegpu.customer', ?, true)")) {
            statement.setString(1, name.actor());
            statement.setString(2, Long.toString(name.customer()));
            statement.execute();
        }
    }

    private static int count(ResultSet rows) throws SQLException {
        int count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }
}
