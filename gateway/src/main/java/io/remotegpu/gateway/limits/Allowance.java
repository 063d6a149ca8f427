package io.remotegpu.gateway.limits;

import java.time.Duration;
import java.util.List;

/**
 * What a bucket answered.
 *
 * @param limit the most requests at once
 * @param remaining requests left right now
 * @param retryAfter when the next one is allowed
 * @param reset when the bucket is full again
 */
record Allowance(boolean allowed, int limit, long remaining, Duration retryAfter, Duration reset) {
    static Allowance of(LimitProperties.Bucket bucket, List<Long> answer) {
        return new Allowance(
                answer.get(0) == 1,
                bucket.burst(),
                answer.get(1),
                Duration.ofMillis(answer.get(2)),
                Duration.ofSeconds(answer.get(3)));
    }

    /** Whole seconds for {@code Retry-After}: at least one, never too early. */
    long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }
}
