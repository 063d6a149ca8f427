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

/**
 * Counts wrong passwords. An attempt counts before the password is looked at and is taken back when it was right, so that many
 * attempts at once get no more tries than one after the other.
 */
@Repository
class LoginFailures {
    private final JdbcClient jdbc;
    private final LoginProperties properties;
    private final Clock clock;

    LoginFailures(JdbcClient jdbc, LoginProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** Not part of any transaction that may roll back. @throws PlatformException ACCOUNT_LOCKED when no try is left */
    void begin(String account) {
        Instant now = clock.instant();
        int claimed = jdbc.sql("""
                insert into login_failures as f (account, failures, last_failure_at, locked_until)
                values (:account, 1, :now, case when :allowed = 1 then cast(:lockEnd as timestamptz) end)
                on conflict (account) do update set
                    failures = case when f.last_failure_at < :forgotten then 1 else f.failures + 1 end,
                    last_failure_at = :now,
                    locked_until = case when f.last_failure_at >= :forgotten and f.failures + 1 >= :allowed or :allowed = 1
                        then cast(:lockEnd as timestamptz) end
                where f.locked_until is null or f.locked_until <= :now
                """)
                .param("account", account)
                .param("now", Timestamp.from(now))
                .param("forgotten", Timestamp.from(now.minus(properties.lockDuration())))
                .param("lockEnd", Timestamp.from(now.plus(properties.lockDuration())))
                .param("allowed", properties.allowedFailures())
                .update();
        if (claimed == 0) {
            throw locked(account, now);
        }
    }

    void succeeded(String account) {
        jdbc.sql("delete from login_failures where account = :account")
                .param("account", account)
                .update();
    }

    /** Forgets what no longer counts. */
    void prune() {
        jdbc.sql("delete from login_failures where last_failure_at < :forgotten")
                .param("forgotten", Timestamp.from(clock.instant().minus(properties.lockDuration())))
                .update();
    }

    private PlatformException locked(String account, Instant now) {
        Instant end = jdbc.sql("select locked_until from login_failures where account = :account")
                .param("account", account)
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
}
