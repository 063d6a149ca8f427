package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The passwords an account had lately, as hashes. */
@Repository
class PasswordHistory {
    private final JdbcClient jdbc;
    private final PasswordHashes passwords;
    private final PasswordProperties properties;
    private final Clock clock;

    PasswordHistory(JdbcClient jdbc, PasswordHashes passwords, PasswordProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Takes a tenth of a second for each remembered password: call it outside of transactions.
     *
     * @throws PlatformException WEAK_PASSWORD if the account has this password or had it lately
     */
    void requireNew(Credentials current, String password) {
        boolean known = Stream.concat(
                        Stream.of(current.passwordHash()),
                        earlier(current.account().id()).stream())
                .limit(properties.remembered())
                .anyMatch(hash -> passwords.matches(password, hash));
        if (known) {
            String need = "to differ from your last " + properties.remembered();
            throw new PlatformException(
                    ErrorCode.WEAK_PASSWORD, "the password needs " + need, Map.of("missing", List.of(need)));
        }
    }

    /** Remembers the password that is replaced now. Runs inside the caller's transaction. */
    void add(Credentials replaced) {
        jdbc.sql("""
                insert into password_history (customer_id, password_hash, replaced_at) values (:customer, :hash, :now)
                """)
                .param("customer", replaced.account().id().value())
                .param("hash", replaced.passwordHash())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        jdbc.sql("""
                delete from password_history where customer_id = :customer and id not in (
                    select id from password_history where customer_id = :customer order by id desc limit :remembered)
                """)
                .param("customer", replaced.account().id().value())
                .param("remembered", properties.remembered())
                .update();
    }

    private List<String> earlier(CustomerId customer) {
        return jdbc.sql("""
                select password_hash from password_history where customer_id = :customer order by id desc
                """)
                .param("customer", customer.value())
                .query(String.class)
                .list();
    }
}
