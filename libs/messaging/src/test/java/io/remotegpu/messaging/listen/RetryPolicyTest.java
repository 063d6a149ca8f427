package io.remotegpu.messaging.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.ErrorCode.Category;
import io.remotegpu.contracts.error.PlatformException;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.util.backoff.BackOffExecution;

class RetryPolicyTest {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final RetryPolicy policy = new RetryPolicy(
            new RetryProperties(Duration.ofMillis(200), LONGEST, Duration.ofSeconds(15), Duration.ofMinutes(10)));

    @Test
    void neverRetriesWhatTheSenderMustChange() {
        assertThat(pause(start(ErrorCode.FORBIDDEN))).isEqualTo(BackOffExecution.STOP);
    }

    @Test
    void retriesAConflictSoonAndThenLessOftenForTenSecondsAndMore() {
        List<Long> pauses = pauses(start(ErrorCode.PRECONDITION_FAILED), 100);

        assertThat(pauses.getFirst()).isEqualTo(10);
        assertThat(pauses.getLast()).isEqualTo(BackOffExecution.STOP);
        List<Long> waited = pauses.subList(0, pauses.size() - 1);
        assertThat(waited).isSorted();
        assertThat(waited.stream().mapToLong(Long::longValue).sum()).isBetween(10_000L, 60_000L);
    }

    @Test
    void neverGivesUpOnAPartThatIsAway() {
        List<Long> pauses = pauses(start(ErrorCode.CONTAINER_ENGINE_ERROR), 1_000_000);

        assertThat(pauses).startsWith(200L, 400L, 800L, 1600L).isSorted().hasSize(1_000_000);
        assertThat(pauses.getLast()).isEqualTo(LONGEST.toMillis());
    }

    /** A consumer that sleeps for longer between two polls would be taken for dead and its partitions given away. */
    @Test
    void refusesAPauseThatIsTooLongForAConsumer() {
        RetryProperties tooLong = new RetryProperties(
                Duration.ofMillis(200), Duration.ofMinutes(2), Duration.ofSeconds(15), Duration.ofMinutes(10));
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            assertThat(validators.getValidator().validate(tooLong))
                    .singleElement()
                    .satisfies(
                            violation -> assertThat(violation.getPropertyPath()).hasToString("longestPause"));
        }
    }

    @Test
    void givesUpWhenNothingBecomesFreeForLong() {
        List<Long> pauses = pauses(start(ErrorCode.GPU_UNAVAILABLE), 1000);

        assertThat(pauses.getLast()).isEqualTo(BackOffExecution.STOP);
    }

    @Test
    void waitsForADatabaseThatIsAwayButNotForOneThatSaysThatItIsTooMuch() {
        assertThat(RetryPolicy.category(
                        new DataAccessResourceFailureException("", new SQLException("connection lost", "08006"))))
                .isEqualTo(Category.EXTERNAL);
        assertThat(RetryPolicy.category(
                        new DataAccessResourceFailureException("", new SQLException("too long for an index", "54000"))))
                .isEqualTo(Category.INTERNAL);
    }

    @Test
    void findsTheCategoryBehindWrappers() {
        assertThat(RetryPolicy.category(
                        new IllegalStateException(new PlatformException(ErrorCode.GPU_UNAVAILABLE, "none free"))))
                .isEqualTo(Category.EXHAUSTED);
        assertThat(RetryPolicy.category(new CannotAcquireLockException("deadlock")))
                .isEqualTo(Category.CONFLICT);
        assertThat(RetryPolicy.category(new DataAccessResourceFailureException("down")))
                .isEqualTo(Category.EXTERNAL);
        assertThat(RetryPolicy.category(new TransactionSystemException("the commit got lost")))
                .isEqualTo(Category.EXTERNAL);
        assertThat(RetryPolicy.category(new NullPointerException())).isEqualTo(Category.INTERNAL);
    }

    private BackOffExecution start(ErrorCode code) {
        return policy.backOffFor(new PlatformException(code, "for a test")).start();
    }

    private static long pause(BackOffExecution execution) {
        return execution.nextBackOff();
    }

    /** Up to the first stop, which is the last then. */
    private static List<Long> pauses(BackOffExecution execution, int most) {
        List<Long> pauses = new ArrayList<>();
        do {
            pauses.add(pause(execution));
        } while (pauses.size() < most && pauses.getLast() != BackOffExecution.STOP);
        return pauses;
    }
}
