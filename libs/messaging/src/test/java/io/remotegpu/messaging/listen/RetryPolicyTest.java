package io.remotegpu.messaging.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.ErrorCode.Category;
import io.remotegpu.contracts.error.PlatformException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.util.backoff.BackOffExecution;

class RetryPolicyTest {
    private final RetryPolicy policy = new RetryPolicy(
            new RetryProperties(2, Duration.ofMillis(100), Duration.ofMillis(300), Duration.ofSeconds(1)));

    @Test
    void neverRetriesWhatTheSenderMustChange() {
        assertThat(pause(start(ErrorCode.FORBIDDEN))).isEqualTo(BackOffExecution.STOP);
    }

    @Test
    void retriesAConflictAtOnceButNotForEver() {
        BackOffExecution conflict = start(ErrorCode.PRECONDITION_FAILED);

        assertThat(pause(conflict)).isLessThan(50);
        assertThat(pause(conflict)).isLessThan(50);
        assertThat(pause(conflict)).isEqualTo(BackOffExecution.STOP);
    }

    @Test
    void waitsLongerEachTimeForAPartThatIsAway() {
        BackOffExecution away = start(ErrorCode.CONTAINER_ENGINE_ERROR);

        assertThat(pause(away)).isEqualTo(100);
        assertThat(pause(away)).isEqualTo(200);
        assertThat(pause(away)).isEqualTo(300);
        assertThat(pause(away)).isEqualTo(300);
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
        assertThat(RetryPolicy.category(new NullPointerException())).isEqualTo(Category.INTERNAL);
    }

    private BackOffExecution start(ErrorCode code) {
        return policy.backOffFor(new PlatformException(code, "for a test")).start();
    }

    private static long pause(BackOffExecution execution) {
        return execution.nextBackOff();
    }
}
