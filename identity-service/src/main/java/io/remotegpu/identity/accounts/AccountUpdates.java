package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.CustomerId;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Changes of single columns of the table of accounts. Run inside the caller's transaction, which holds the account. */
@Repository
public class AccountUpdates {
    private final JdbcClient jdbc;
    private final Clock clock;

    AccountUpdates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void changeEmail(CustomerId id, String email) {
        jdbc.sql("update customers set email = :email, email_verified = false, updated_at = :now where id = :id")
                .param("email", email)
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    /** Whether the address was still the account's: what was proved is that one alone. */
    public boolean verifyEmail(CustomerId id, String email) {
        return jdbc.sql("""
                update customers set email_verified = true, updated_at = :now
                where id = :id and lower(email) = lower(:email) and status <> 'deleted'
                """)
                        .param("email", email)
                        .param("now", now())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    void changePhone(CustomerId id, @Nullable String phone) {
        jdbc.sql("update customers set phone = :phone, phone_verified = false, updated_at = :now where id = :id")
                .param("phone", phone)
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    /** Whether the number was still the account's. */
    public boolean verifyPhone(CustomerId id, String phone) {
        return jdbc.sql("""
                update customers set phone_verified = true, updated_at = :now
                where id = :id and phone = :phone and status <> 'deleted'
                """)
                        .param("phone", phone)
                        .param("now", now())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    void changeTypes(CustomerId id, UserType userType, AccountType accountType) {
        jdbc.sql("""
                update customers set user_type = :userType, account_type = :accountType, updated_at = :now where id = :id
                """)
                .param("userType", userType.wireName())
                .param("accountType", accountType.wireName())
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    void changeStatus(CustomerId id, AccountStatus status) {
        jdbc.sql("""
                update customers set status = :status, updated_at = :now,
                    deleted_at = case when :status = 'deleted' then cast(:now as timestamptz) end
                where id = :id
                """)
                .param("status", status.wireName())
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    /** The active administrators, held until the transaction ends: two of them cannot remove each other at once. */
    List<CustomerId> holdAdministrators() {
        return jdbc.sql("""
                select id from customers where user_type = 'admin' and status = 'active' order by id for no key update
                """)
                .query((row, number) -> new CustomerId(row.getLong("id")))
                .list();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
