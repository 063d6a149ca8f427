package io.remotegpu.identity.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Counts in Redis where one is set, else in PostgreSQL; and in PostgreSQL while Redis is away, so that an outage opens no door: who was
 * counted in one begins anew in the other, at worst, once.
 */
@Component
class LoginFailures {
    private static final Logger LOG = LoggerFactory.getLogger(LoginFailures.class);

    /** So long nobody waits for a Redis that did not answer. */
    private static final Duration REST = Duration.ofSeconds(10);

    private final Optional<RedisFailures> redis;
    private final PostgresFailures postgres;
    private final Clock clock;
    private volatile Instant redisRestsUntil = Instant.MIN;

    LoginFailures(Optional<RedisFailures> redis, PostgresFailures postgres, Clock clock) {
        this.redis = redis;
        this.postgres = postgres;
        this.clock = clock;
    }

    /**
     * Counts the attempt. The answer is to be told if it succeeds.
     *
     * @throws io.remotegpu.contracts.error.PlatformException ACCOUNT_LOCKED when no try is left
     */
    Runnable begin(Attempt attempt) {
        if (redis.isPresent() && !clock.instant().isBefore(redisRestsUntil)) {
            RedisFailures fast = redis.get();
            try {
                fast.begin(attempt);
                return () -> succeeded(fast, attempt);
            } catch (DataAccessException away) {
                rest(away);
            }
        }
        postgres.begin(attempt);
        return () -> postgres.succeeded(attempt);
    }

    private void succeeded(RedisFailures fast, Attempt attempt) {
        try {
            fast.succeeded(attempt);
        } catch (DataAccessException away) {
            // The count stays and is forgotten in its time: the owner has one try less.
            rest(away);
        }
    }

    private void rest(DataAccessException away) {
        redisRestsUntil = clock.instant().plus(REST);
        LOG.warn("Redis is away, failed logins are counted in PostgreSQL: {}", away.toString());
    }
}
