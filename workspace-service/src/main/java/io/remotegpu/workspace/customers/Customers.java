package io.remotegpu.workspace.customers;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.CustomerRegistered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
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

    /** Takes over what identity-service said; a repeat changes nothing. */
    public void register(CustomerRegistered registered) {
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

    public Optional<Customer> find(CustomerId id) {
        return jdbc.sql("select id, username from customers where id = :id")
                .param("id", id.value())
                .query(Customers::customer)
                .optional();
    }

    /** Letter case does not matter. */
    public Optional<Customer> findByEmail(String email) {
        return jdbc.sql("select id, username from customers where lower(email) = lower(:email)")
                .param("email", email)
                .query(Customers::customer)
                .optional();
    }

    private static Customer customer(ResultSet row, int number) throws SQLException {
        return new Customer(new CustomerId(row.getLong("id")), row.getString("username"));
    }
}
