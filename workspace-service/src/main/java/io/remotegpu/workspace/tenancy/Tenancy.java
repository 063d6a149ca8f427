package io.remotegpu.workspace.tenancy;

import io.remotegpu.web.Caller;
import io.remotegpu.web.security.CurrentCaller;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Says in whose name statements run. In a request that is the caller; in listeners and jobs it is nobody, unless they are marked
 * {@link AsSystem}, and then statements on guarded tables fail.
 */
@Component
public class Tenancy {
    private static final ScopedValue<Identity> ACTING = ScopedValue.newInstance();

    private final DataSource database;

    Tenancy(DataSource database) {
        this.database = database;
    }

    /**
     * Acts for the platform until {@code work} returns, inside a running transaction too: for a step that belongs to the platform
     * whoever caused it, such as keeping the quotas' books. The caller's right to cause it was checked before.
     */
    public <T> T asSystem(Supplier<T> work) {
        return as(new Identity.Platform(), work);
    }

    public void asSystem(Runnable work) {
        asSystem(() -> {
            work.run();
            return true;
        });
    }

    /** Acts for a caller where there is no request, such as in a stream that outlives it. */
    public <T> T as(Caller caller, Supplier<T> work) {
        return as(Identity.of(caller), work);
    }

    /** Empty if nobody is named: then nothing that is guarded can be read or written. */
    static Optional<Identity> current() {
        return ACTING.isBound()
                ? Optional.of(ACTING.get())
                : CurrentCaller.find().map(Identity::of);
    }

    /** For an interceptor, whose work may throw anything; it stands outside every transaction. */
    static <T, X extends Throwable> T asPlatform(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(ACTING, new Identity.Platform()).call(work);
    }

    private <T> T as(Identity identity, Supplier<T> work) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return ScopedValue.where(ACTING, identity).call(work::get);
        }
        Optional<Identity> before = current();
        return before.filter(identity::equals).isPresent() ? work.get() : renamed(before, identity, work);
    }

    private <T> T renamed(Optional<Identity> before, Identity identity, Supplier<T> work) {
        NamedConnection connection = NamedConnection.ofTransaction(database);
        connection.name(identity);
        T result;
        try {
            result = ScopedValue.where(ACTING, identity).call(work::get);
        } catch (RuntimeException failure) {
            putBack(connection, before, failure);
            throw failure;
        }
        before.ifPresentOrElse(connection::name, connection::unname);
        return result;
    }

    /** Who catches the failure goes on as who they are; a transaction that the database has given up takes no name any more. */
    private static void putBack(NamedConnection connection, Optional<Identity> before, RuntimeException failure) {
        try {
            before.ifPresentOrElse(connection::name, connection::unname);
        } catch (DataAccessException givenUp) {
            failure.addSuppressed(givenUp);
        }
    }
}
