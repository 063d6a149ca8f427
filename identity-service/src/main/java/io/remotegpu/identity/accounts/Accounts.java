package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.PlatformException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of accounts. Names and addresses are found whichever case they are typed in. */
@Repository
public class Accounts {
    private final JdbcClient jdbc;
    private final AccountProperties properties;
    private final Clock clock;

    Accounts(JdbcClient jdbc, AccountProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * The new account, or nothing if the name or the address is taken, also when a rival took it just now. The name of a deleted account
     * rests first, so that nobody is taken for who had it.
     */
    Optional<Account> insert(NewAccount account, String passwordHash) {
        return jdbc.sql("""
                insert into customers (username, email, password_hash, user_type, account_type, created_at, updated_at)
                select :username, :email, :hash, :userType, :accountType, cast(:now as timestamptz), cast(:now as timestamptz)
                where not exists (select from customers
                    where lower(username) = lower(:username) and status = 'deleted' and deleted_at > :rested)
                on conflict do nothing
                returning *
                """)
                .param("rested", Timestamp.from(clock.instant().minus(properties.nameRest())))
                .param("username", account.username())
                .param("email", account.email())
                .param("hash", passwordHash)
                .param("userType", account.userType().wireName())
                .param("accountType", account.accountType().wireName())
                .param("now", now())
                .query(Accounts::account)
                .optional();
    }

    boolean usernameTaken(String username) {
        return jdbc.sql("""
                select exists(select from customers where lower(username) = lower(:username)
                    and (status <> 'deleted' or deleted_at > :rested))
                """)
                .param("username", username)
                .param("rested", Timestamp.from(clock.instant().minus(properties.nameRest())))
                .query(Boolean.class)
                .single();
    }

    /** @throws PlatformException NOT_FOUND for no account, and for a deleted one */
    public Account get(CustomerId id) {
        return find(id).filter(account -> account.status() != AccountStatus.DELETED)
                .orElseThrow(() -> PlatformException.notFound("user", id));
    }

    /** The account, deleted or not. */
    public Optional<Account> find(CustomerId id) {
        return jdbc.sql("select * from customers where id = :id")
                .param("id", id.value())
                .query(Accounts::account)
                .optional();
    }

    /** Of an account that is not deleted, by name, or by address if there is an {@code @} in it; no name can have one. */
    public Optional<Credentials> credentials(String usernameOrEmail) {
        String column = usernameOrEmail.contains("@") ? "email" : "username";
        return jdbc.sql("select * from customers where lower(" + column + ") = lower(:login) and status <> 'deleted'")
                .param("login", usernameOrEmail)
                .query(Accounts::credentials)
                .optional();
    }

    public Optional<Credentials> credentials(CustomerId id) {
        return jdbc.sql("select * from customers where id = :id")
                .param("id", id.value())
                .query(Accounts::credentials)
                .optional();
    }

    /** As they are now; they cannot change before the caller's transaction ends. */
    public Optional<Credentials> holdCredentials(CustomerId id) {
        return jdbc.sql("select * from customers where id = :id for share")
                .param("id", id.value())
                .query(Accounts::credentials)
                .optional();
    }

    /**
     * The account, deleted or not, for the caller's transaction alone: who else wants to change it, or what hangs on it, waits.
     *
     * @throws PlatformException NOT_FOUND for no account
     */
    public Account lock(CustomerId id) {
        return jdbc.sql("select * from customers where id = :id for no key update")
                .param("id", id.value())
                .query(Accounts::account)
                .optional()
                .orElseThrow(() -> PlatformException.notFound("user", id));
    }

    /** Those who run the platform now. */
    public List<CustomerId> administrators() {
        return jdbc.sql("select id from customers where user_type = 'admin' and status = 'active' order by id")
                .query((row, number) -> new CustomerId(row.getLong("id")))
                .list();
    }

    boolean anyAdministrator() {
        return jdbc.sql("select exists(select from customers where user_type = 'admin' and status <> 'deleted')")
                .query(Boolean.class)
                .single();
    }

    /** Whether the password that was checked was still the account's; if another took its place meanwhile, that one stays. */
    public boolean replacePasswordHash(Credentials checked, String hash) {
        return jdbc.sql("""
                update customers set password_hash = :hash, updated_at = :now
                where id = :id and password_hash = :checked
                """)
                        .param("hash", hash)
                        .param("now", now())
                        .param("id", checked.account().id().value())
                        .param("checked", checked.passwordHash())
                        .update()
                == 1;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                new CustomerId(row.getLong("id")),
                row.getObject("uuid", UUID.class),
                row.getString("username"),
                row.getString("email"),
                UserType.valueOf(row.getString("user_type").toUpperCase(Locale.ROOT)),
                AccountType.valueOf(row.getString("account_type").toUpperCase(Locale.ROOT)),
                AccountStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getBoolean("email_verified"),
                row.getString("phone"),
                row.getBoolean("phone_verified"),
                row.getTimestamp("created_at").toInstant());
    }

    private static Credentials credentials(ResultSet row, int number) throws SQLException {
        return new Credentials(account(row, number), row.getString("password_hash"));
    }
}
