package io.remotegpu.workspace.customers;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.CustomerRegistered;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The projection of identity-service's accounts. */
@Repository
public class Customers {
    private final JdbcClient jdbc;
    private final Clock clock;

    Customers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Takes over what identity-service said; a repeat changes nothing. A freed address belongs to whom it registered last. */
    public void register(CustomerRegistered registered) {
        jdbc.sql("update customers set email = null where lower(email) = lower(:email) and id <> :id")
                .param("email", registered.email())
                .param("id", registered.customerId().value())
                .update();
        jdbc.sql("""
                        insert into customers (id, uuid, username, email, known_since)
                        values (:id, :uuid, :username, :email, :now)
                        on conflict (id) do update
                            set uuid = excluded.uuid, username = excluded.username, email = excluded.email
                        """)
                .param("id", registered.customerId().value())
                .param("uuid", registered.uuid())
                .param("username", registered.username())
                .param("email", registered.email())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Remembers what became true at {@code at}, of an account that is still to be heard of too; who takes up something meanwhile waits for
     * it, or it for them.
     *
     * @return false if something newer is known already
     */
    public boolean become(CustomerId id, CustomerStatus status, Instant at) {
        return jdbc.sql("""
                        insert into customers (id, username, known_since, status, status_at)
                        values (:id, 'customer-' || :id, :at, :status, :at)
                        on conflict (id) do update set status = excluded.status, status_at = excluded.status_at
                            where customers.status_at is null or customers.status_at < excluded.status_at
                        """)
                        .param("id", id.value())
                        .param("status", status.wireName())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /**
     * Passes if the account may take up something new; its status stays what it is until the transaction ends.
     *
     * @throws PlatformException ACCOUNT_SUSPENDED
     */
    public void requireActive(CustomerId id) {
        String status = jdbc.sql("select status from customers where id = :id for share")
                .param("id", id.value())
                .query(String.class)
                .optional()
                .orElse("active");
        if (!status.equals(CustomerStatus.ACTIVE.wireName())) {
            throw new PlatformException(
                    ErrorCode.ACCOUNT_SUSPENDED,
                    "the account of customer " + id + " is " + status + "; ask an administrator",
                    Map.of("customer_id", id.value(), "status", status));
        }
    }

    /** Knows the bearer of a valid token even if the event of their registration is still on its way. */
    public void ensureKnown(CustomerId id, String username) {
        jdbc.sql("""
                        insert into customers (id, username, known_since) values (:id, :username, :now)
                        on conflict (id) do nothing
                        """)
                .param("id", id.value())
                .param("username", username)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether it is the address that the customer registered, letter case aside. */
    public boolean hasEmail(CustomerId id, String email) {
        return jdbc.sql("select exists (select from customers where id = :id and lower(email) = lower(:email))")
                .param("id", id.value())
                .param("email", email)
                .query(Boolean.class)
                .single();
    }

    public Optional<Customer> find(CustomerId id) {
        return jdbc.sql("select id, username from customers where id = :id")
                .param("id", id.value())
                .query(Customers::customer)
                .optional();
    }

    /** Letter case does not matter. */
    public Optional<Customer> findByEmail(String email) {
        return jdbc.sql("select id, username from customers where lower(email) = lower(:email) and status <> 'deleted'")
                .param("email", email)
                .query(Customers::customer)
                .optional();
    }

    private static Customer customer(ResultSet row, int number) throws SQLException {
        return new Customer(new CustomerId(row.getLong("id")), row.getString("username"));
    }
}
