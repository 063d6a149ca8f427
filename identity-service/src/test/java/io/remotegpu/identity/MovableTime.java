package io.remotegpu.identity;

import io.remotegpu.testing.MutableClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Time that a test can move. */
@TestConfiguration(proxyBeanMethods = false)
class MovableTime {
    @Bean
    @Primary
    MutableClock movableClock() {
        return new MutableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }
}
