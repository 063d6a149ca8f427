package io.remotegpu.identity.sso;

import io.remotegpu.contracts.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of who is who at the provider. A deleted account's owner is unknown again. */
@Repository
@WhenSsoIsOn
class SsoIdentities {
    private final JdbcClient jdbc;
    private final Clock clock;

    SsoIdentities(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** By the subject alone: whatever the provider says of the address now. */
    Optional<CustomerId> find(String issuer, String subject) {
        return jdbc.sql("""
                select customer_id from sso_identities join customers on customers.id = customer_id
                where issuer = :issuer and subject = :subject and status <> 'deleted'
                """)
                .param("issuer", issuer)
                .param("subject", subject)
                .query((row, number) -> new CustomerId(row.getLong("customer_id")))
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the account or the subject is linked already */
    SsoIdentity insert(CustomerId customer, String issuer, String subject) {
        forgetDeleted(issuer, subject);
        return jdbc.sql("""
                insert into sso_identities (customer_id, issuer, subject, linked_at)
                values (:customer, :issuer, :subject, :now)
                returning *
                """)
                .param("customer", customer.value())
                .param("issuer", issuer)
                .param("subject", subject)
                .param("now", now())
                .query(SsoIdentities::identity)
                .single();
    }

    void used(CustomerId customer, String issuer) {
        jdbc.sql("update sso_identities set last_login_at = :now where customer_id = :customer and issuer = :issuer")
                .param("now", now())
                .param("customer", customer.value())
                .param("issuer", issuer)
                .update();
    }

    List<SsoIdentity> of(CustomerId customer) {
        return jdbc.sql("select * from sso_identities where customer_id = :customer order by id")
                .param("customer", customer.value())
                .query(SsoIdentities::identity)
                .list();
    }

    /** Nothing if it is not this customer's. */
    Optional<SsoIdentity> delete(CustomerId customer, long id) {
        return jdbc.sql("delete from sso_identities where id = :id and customer_id = :customer returning *")
                .param("id", id)
                .param("customer", customer.value())
                .query(SsoIdentities::identity)
                .optional();
    }

    private void forgetDeleted(String issuer, String subject) {
        jdbc.sql("""
                delete from sso_identities using customers
                where customers.id = customer_id and status = 'deleted' and issuer = :issuer and subject = :subject
                """).param("issuer", issuer).param("subject", subject).update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static SsoIdentity identity(ResultSet row, int number) throws SQLException {
        Timestamp used = row.getTimestamp("last_login_at");
        return new SsoIdentity(
                row.getLong("id"),
                row.getString("issuer"),
                row.getString("subject"),
                row.getTimestamp("linked_at").toInstant(),
                used == null ? null : used.toInstant());
    }
}
