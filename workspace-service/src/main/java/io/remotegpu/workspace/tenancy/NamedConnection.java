package io.remotegpu.workspace.tenancy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** A connection in a transaction, told whom it acts for. The end of the transaction takes the name away. */
record NamedConnection(Connection connection) {
    private static final String NAME =
            "select set_config('remotegpu.actor', ?, true), set_config('remotegpu.customer', ?, true)";

    static NamedConnection ofTransaction(DataSource database) {
        return new NamedConnection(DataSourceUtils.getConnection(database));
    }

    void name(Identity identity) {
        set(identity.actor(), identity.customer());
    }

    void unname() {
        set("", "");
    }

    private void set(String actor, String customer) {
        try (PreparedStatement statement = connection.prepareStatement(NAME)) {
            statement.setString(1, actor);
            statement.setString(2, customer);
            statement.execute();
        } catch (SQLException failure) {
            throw new UncategorizedSQLException("name whom the transaction acts for", NAME, failure);
        }
    }
}
