package io.remotegpu.workspace.tenancy;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/** Begins every transaction in the name of whom it acts for; for nobody, it begins without a name and the guarded tables refuse. */
final class NamedTransactions extends JdbcTransactionManager {
    NamedTransactions(DataSource database) {
        super(database);
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        Tenancy.current().ifPresent(new NamedConnection(connection)::name);
    }
}
