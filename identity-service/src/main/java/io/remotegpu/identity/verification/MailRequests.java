package io.remotegpu.identity.verification;

import io.remotegpu.identity.accounts.AccountMails;
import io.remotegpu.identity.accounts.MailPurpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of mails to be sent. A claim holds for a while, longer each time: a crash delays a mail, and two replicas send it once. */
@Repository
class MailRequests implements AccountMails {
    private final JdbcClient jdbc;
    private final Clock clock;

    MailRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void request(String email, MailPurpose purpose) {
        jdbc.sql("""
                insert into account_mails (email, purpose, requested_at, next_attempt_at)
                values (:email, :purpose, :now, :now)
                on conflict (lower(email), purpose) do nothing
                """)
                .param("email", email)
                .param("purpose", purpose.wireName())
                .param("now", now())
                .update();
    }

    /** The next one that is due, for the caller to send. */
    Optional<MailRequest> claim() {
        return jdbc.sql("""
                update account_mails set attempts = attempts + 1,
                    next_attempt_at = cast(:now as timestamptz) + least(power(2, attempts), 64) * interval '1 minute'
                where id = (select id from account_mails where next_attempt_at <= :now
                    order by next_attempt_at limit 1 for update skip locked)
                returning id, email, purpose, requested_at
                """).param("now", now()).query(MailRequests::request).optional();
    }

    void done(MailRequest request) {
        jdbc.sql("delete from account_mails where id = :id")
                .param("id", request.id())
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static MailRequest request(ResultSet row, int number) throws SQLException {
        return new MailRequest(
                row.getLong("id"),
                row.getString("email"),
                MailPurpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                row.getTimestamp("requested_at").toInstant());
    }
}
