package io.remotegpu.identity.sshkeys;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of SSH keys. */
@Repository
class SshKeys {
    private final JdbcClient jdbc;
    private final Clock clock;

    SshKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The new key, or nothing if the customer has it already. */
    Optional<SshKey> insert(CustomerId customer, String name, SshPublicKey key) {
        return jdbc.sql("""
                insert into ssh_keys (customer_id, name, type, public_key, fingerprint, created_at)
                values (:customer, :name, :type, :publicKey, :fingerprint, :now)
                on conflict (customer_id, fingerprint) do nothing
                returning *
                """)
                .param("customer", customer.value())
                .param("name", name)
                .param("type", key.type())
                .param("publicKey", key.line())
                .param("fingerprint", key.fingerprint())
                .param("now", Timestamp.from(clock.instant()))
                .query(SshKeys::key)
                .optional();
    }

    /** Whether the customer had it. */
    boolean delete(CustomerId customer, long id) {
        return jdbc.sql("delete from ssh_keys where id = :id and customer_id = :customer")
                        .param("id", id)
                        .param("customer", customer.value())
                        .update()
                == 1;
    }

    /** All of the customer's, oldest first. */
    List<SshKey> all(CustomerId customer) {
        return jdbc.sql("select * from ssh_keys where customer_id = :customer order by id")
                .param("customer", customer.value())
                .query(SshKeys::key)
                .list();
    }

    PageView<SshKey> page(CustomerId customer, PageQuery query) {
        List<SshKey> keys = jdbc.sql("select * from ssh_keys where customer_id = :customer order by " + query.orderBy()
                        + " limit :limit offset :offset")
                .param("customer", customer.value())
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(SshKeys::key)
                .list();
        return PageView.of(query, keys, count(customer));
    }

    long count(CustomerId customer) {
        return jdbc.sql("select count(*) from ssh_keys where customer_id = :customer")
                .param("customer", customer.value())
                .query(Long.class)
                .single();
    }

    private static SshKey key(ResultSet row, int number) throws SQLException {
        return new SshKey(
                row.getLong("id"),
                row.getString("name"),
                row.getString("type"),
                row.getString("fingerprint"),
                row.getString("public_key"),
                row.getTimestamp("created_at").toInstant());
    }
}
