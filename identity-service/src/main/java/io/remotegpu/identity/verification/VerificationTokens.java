package io.remotegpu.identity.verification;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.accounts.Account;
import io.remotegpu.identity.accounts.MailPurpose;
import io.remotegpu.identity.secrets.Secret;
import io.remotegpu.web.FieldError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of mailed tokens. Each works once; a new one ends those before it. */
@Repository
class VerificationTokens {
    private final JdbcClient jdbc;
    private final Clock clock;

    VerificationTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    String issue(Account account, MailPurpose purpose, Duration lifetime) {
        Secret token = Secret.random();
        endAll(account.id(), purpose);
        jdbc.sql("""
                insert into verification_tokens (hash, customer_id, purpose, email, expires_at)
                values (:hash, :customer, :purpose, :email, :expiry)
                """)
                .param("hash", token.hash())
                .param("customer", account.id().value())
                .param("purpose", purpose.wireName())
                .param("email", account.email())
                .param("expiry", Timestamp.from(clock.instant().plus(lifetime)))
                .update();
        return token.value();
    }

    /** Whose it is. @throws PlatformException VALIDATION_FAILED on {@code token} if it is unknown, used or expired */
    Proof check(String token, MailPurpose purpose) {
        return jdbc.sql("""
                select customer_id, email from verification_tokens
                where hash = :hash and purpose = :purpose and used_at is null and expires_at > :now
                """)
                .param("hash", new Secret(token).hash())
                .param("purpose", purpose.wireName())
                .param("now", Timestamp.from(clock.instant()))
                .query(VerificationTokens::proof)
                .optional()
                .orElseThrow(VerificationTokens::worthless);
    }

    /** The same, and it works no more; of two at once one gets it. Runs inside the caller's transaction. */
    Proof use(String token, MailPurpose purpose) {
        return jdbc.sql("""
                update verification_tokens set used_at = :now
                where hash = :hash and purpose = :purpose and used_at is null and expires_at > :now
                returning customer_id, email
                """)
                .param("hash", new Secret(token).hash())
                .param("purpose", purpose.wireName())
                .param("now", Timestamp.from(clock.instant()))
                .query(VerificationTokens::proof)
                .optional()
                .orElseThrow(VerificationTokens::worthless);
    }

    void endAll(CustomerId customer, MailPurpose purpose) {
        jdbc.sql("delete from verification_tokens where customer_id = :customer and purpose = :purpose")
                .param("customer", customer.value())
                .param("purpose", purpose.wireName())
                .update();
    }

    /** Forgets those that work no more. */
    void prune() {
        jdbc.sql("delete from verification_tokens where expires_at < :now")
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private static PlatformException worthless() {
        return FieldError.refuse("token", "is unknown, used or expired; ask for a new one");
    }

    private static Proof proof(ResultSet row, int number) throws SQLException {
        return new Proof(new CustomerId(row.getLong("customer_id")), row.getString("email"));
    }

    /** Who brings the token reads the customer's mail at this address. */
    record Proof(CustomerId customer, String email) {}
}
