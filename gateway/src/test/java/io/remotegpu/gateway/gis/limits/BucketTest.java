package io.remotegpu.gateway.gis.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void allowsABurstThenTheRate() {
        Bucket bucket = new Bucket(2, 3, 0);

        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isEqualTo(Duration.ofMillis(500));
        assertThat(bucket.take(SECOND / 2)).isZero();
        assertThat(bucket.take(SECOND / 2)).isPositive();
    }

    @Test
    void savesNoMoreThanABurst() {
        Bucket bucket = new Bucket(2, 3, 0);

        for (int i = 0; i < 3; i++) {
            assertThat(bucket.take(3_600 * SECOND)).isZero();
        }
        assertThat(bucket.take(3_600 * SECOND)).isPositive();
    }
}
