package io.remotegpu.identity.login;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts wrong passwords: per account and address, so that strangers lock out themselves and not the owner, and per account over all
 * addresses, so that many addresses do not get endless tries. An attempt counts before the password is looked at and is taken back when
 * it was right, so that many attempts at once get no more tries than one after the other.
 */
@Repository
class LoginFailures {
    /** In place of an address: all of them together. No address reads so. */
    private static final String EVERYWHERE = "*";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final LoginProperties properties;
    private final Clock clock;

    LoginFailures(JdbcClient jdbc, TransactionTemplate transaction, LoginProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    /** Not part of any transaction that may roll back. @throws PlatformException ACCOUNT_LOCKED when no try is left */
    void begin(Attempt attempt) {
        Instant now = clock.instant();
        // Together: an attempt that is refused for all addresses is none of this one.
        transaction.executeWithoutResult(status -> {
            count(attempt.account(), attempt.address(), properties.allowedFailures(), now);
            count(attempt.account(), EVERYWHERE, properties.allowedFailuresOverall(), now);
        });
    }

    /** Takes back this attempt, and with it the earlier ones from the same address: they were slips of the owner. */
    void succeeded(Attempt attempt) {
        transaction.executeWithoutResult(status -> takeBack(attempt.account(), forget(attempt)));
    }

    /** Forgets what no longer counts. */
    void prune() {
        jdbc.sql("""
                delete from login_failures
                where first_failure_at <= :forgotten and (locked_until is null or locked_until <= :now)
                """)
                .param("forgotten", Timestamp.from(forgotten(clock.instant())))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** The first failure opens a span of time; the last one allowed in it locks. What comes after the span, or the lock, is a first again. */
    private void count(String account, String address, int allowed, Instant now) {
        int claimed = jdbc.sql("""
                insert into login_failures as f (account, address, failures, first_failure_at, locked_until)
                values (:account, :address, 1, :now, case when :allowed = 1 then cast(:lockEnd as timestamptz) end)
                on conflict (account, address) do update set (failures, first_failure_at, locked_until) = (
                    select n.failures, case when n.failures = 1 then :now else f.first_failure_at end,
                        case when n.failures >= :allowed then cast(:lockEnd as timestamptz) end
                    from (select case when f.first_failure_at <= :forgotten or f.locked_until <= :now or f.failures = 0
                        then 1 else f.failures + 1 end as failures) n)
                where f.locked_until is null or f.locked_until <= :now
                """)
                .param("account", account)
                .param("address", address)
                .param("now", Timestamp.from(now))
                .param("forgotten", Timestamp.from(forgotten(now)))
                .param("lockEnd", Timestamp.from(now.plus(properties.lockDuration())))
                .param("allowed", allowed)
                .update();
        if (claimed == 0) {
            throw locked(account, address, now);
        }
    }

    private int forget(Attempt attempt) {
        return jdbc.sql("delete from login_failures where account = :account and address = :address returning failures")
                .param("account", attempt.account())
                .param("address", attempt.address())
                .query(Integer.class)
                .optional()
                .orElse(1);
    }

    private void takeBack(String account, int failures) {
        jdbc.sql("""
                update login_failures set failures = greatest(failures - :failures, 0),
                    locked_until = case when failures - :failures >= :allowed then locked_until end
                where account = :account and address = :everywhere
                """)
                .param("failures", failures)
                .param("allowed", properties.allowedFailuresOverall())
                .param("account", account)
                .param("everywhere", EVERYWHERE)
                .update();
    }

    private PlatformException locked(String account, String address, Instant now) {
        Instant end = jdbc.sql(
                        "select locked_until from login_failures where account = :account and address = :address")
                .param("account", account)
                .param("address", address)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant)
                .orElse(now);
        long seconds = Math.max(1, Duration.between(now, end).plusMillis(999).toSeconds());
        return new PlatformException(
                ErrorCode.ACCOUNT_LOCKED,
                "too many failed logins; try again in " + seconds + " seconds",
                Map.of("retry_after_s", seconds));
    }

    private Instant forgotten(Instant now) {
        return now.minus(properties.lockDuration());
    }
}
