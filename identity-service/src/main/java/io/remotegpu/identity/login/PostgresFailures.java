package io.remotegpu.identity.login;

import io.remotegpu.contracts.error.PlatformException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts in the table of login failures. */
@Repository
class PostgresFailures implements FailureCounter {
    /** In place of an address: all of them together. No address reads so. */
    private static final String EVERYWHERE = "*";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final LoginProperties properties;
    private final Clock clock;

    PostgresFailures(JdbcClient jdbc, TransactionTemplate transaction, LoginProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void begin(Attempt attempt) {
        Instant now = clock.instant();
        // Together: an attempt that is refused for all addresses is none of this one.
        transaction.executeWithoutResult(status -> {
            count(attempt.account(), attempt.address(), properties.allowedFailures(), now);
            count(attempt.account(), EVERYWHERE, properties.allowedFailuresOverall(), now);
        });
    }

    @Override
    public void succeeded(Attempt attempt) {
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
        return Lockout.over(Duration.between(now, end));
    }

    private Instant forgotten(Instant now) {
        return now.minus(properties.lockDuration());
    }
}
