package io.remotegpu.workspace.connections;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.SshKeyAdded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose key has which fingerprint. Names outlive their keys: who logged in with one that was removed since was still its owner. */
@Repository
class KeyNames {
    private final JdbcClient jdbc;

    KeyNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code username} is the customer's as it is now. */
    record KeyName(CustomerId customerId, String username, String name) {}

    /** Sessions that were opened by it before it was heard of get its name too. */
    void add(SshKeyAdded fact) {
        Fingerprint.of(fact.publicKey()).ifPresent(fingerprint -> {
            jdbc.sql("""
                            insert into ssh_key_names (customer_id, key_id, name, fingerprint)
                            values (:customer, :key, :name, :fingerprint)
                            on conflict (customer_id, key_id) do update
                                set name = excluded.name, fingerprint = excluded.fingerprint
                            """)
                    .param("customer", fact.customerId().value())
                    .param("key", fact.keyId())
                    .param("name", fact.name())
                    .param("fingerprint", fingerprint)
                    .update();
            jdbc.sql("""
                            update environment_sessions set customer_id = :customer, key_name = :name
                            where fingerprint = :fingerprint and customer_id is null
                            """)
                    .param("customer", fact.customerId().value())
                    .param("name", fact.name())
                    .param("fingerprint", fingerprint)
                    .update();
        });
    }

    /** Empty for a key of nobody; the owner's where several people have the same one. */
    Optional<KeyName> find(String fingerprint, CustomerId owner) {
        return jdbc.sql("""
                        select named.customer_id, coalesce(customer.username, 'customer-' || named.customer_id) as username,
                            named.name
                        from ssh_key_names named left join customers customer on customer.id = named.customer_id
                        where named.fingerprint = :fingerprint
                        order by named.customer_id = :owner desc, named.key_id desc limit 1
                        """)
                .param("fingerprint", fingerprint)
                .param("owner", owner.value())
                .query(KeyNames::name)
                .optional();
    }

    private static KeyName name(ResultSet row, int number) throws SQLException {
        return new KeyName(
                new CustomerId(row.getLong("customer_id")), row.getString("username"), row.getString("name"));
    }
}
