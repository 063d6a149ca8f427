package io.remotegpu.messaging.listen;

import io.remotegpu.contracts.error.ErrorCode.Category;
import io.remotegpu.contracts.error.PlatformException;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/** Decides by the kind of error whether a message is tried again, and when. */
final class RetryPolicy {
    private static final Duration AT_ONCE = Duration.ofMillis(10);
    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private final RetryProperties properties;

    RetryPolicy(RetryProperties properties) {
        this.properties = properties;
    }

    BackOff backOffFor(Throwable failure) {
        return switch (category(failure)) {
            case USER, INTERNAL -> new FixedBackOff(0, 0);
            case CONFLICT -> growing(AT_ONCE, properties.conflictsFor());
            case EXHAUSTED -> growing(properties.firstPause(), properties.exhaustionFor());
            case EXTERNAL -> growing(properties.firstPause(), FOR_EVER);
        };
    }

    /** Of the first cause that says something about it; what says nothing is our mistake. */
    static Category category(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Category category =
                    switch (cause) {
                        case PlatformException known -> known.code().category();
                        case ConcurrencyFailureException race -> Category.CONFLICT;
                        // Often a race for a unique key; if not, the retries end soon.
                        case DataIntegrityViolationException rival -> Category.CONFLICT;
                        case TransientDataAccessException passing -> Category.EXTERNAL;
                        case RecoverableDataAccessException passing -> Category.EXTERNAL;
                        case DataAccessResourceFailureException tooMuch
                        when exceedsALimit(tooMuch) -> Category.INTERNAL;
                        case DataAccessResourceFailureException down -> Category.EXTERNAL;
                        case CannotCreateTransactionException down -> Category.EXTERNAL;
                        // Commit or rollback did not get through.
                        case TransactionSystemException down -> Category.EXTERNAL;
                        default -> Category.INTERNAL;
                    };
            if (category != Category.INTERNAL) {
                return category;
            }
        }
        return Category.INTERNAL;
    }

    /** SQLState 54: the database will never take this, such as a text too long for an index. */
    private static boolean exceedsALimit(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException refusal
                && refusal.getSQLState() != null
                && refusal.getSQLState().startsWith("54");
    }

    private BackOff growing(Duration first, Duration inAll) {
        ExponentialBackOff backOff = new ExponentialBackOff(first.toMillis(), 2);
        backOff.setMaxInterval(properties.longestPause().toMillis());
        backOff.setMaxElapsedTime(inAll.toMillis());
        return backOff;
    }
}
