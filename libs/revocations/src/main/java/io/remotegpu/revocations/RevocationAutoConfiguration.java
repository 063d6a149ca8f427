package io.remotegpu.revocations;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Keeps {@link Revocations} and their feed in a process that verifies tokens, servlet or reactive. */
@AutoConfiguration
@ConditionalOnProperty("remotegpu.security.revocation.enabled")
@EnableConfigurationProperties({RevocationProperties.class, KafkaAddress.class})
class RevocationAutoConfiguration {
    @Bean
    Revocations revocations(RevocationProperties properties) {
        return new Revocations(Clock.systemUTC(), properties.memory(), properties.most());
    }

    @Bean
    RevocationFeed revocationFeed(KafkaAddress kafka, RevocationProperties properties, Revocations revocations) {
        return new RevocationFeed(kafka.settings(), properties.memory(), Clock.systemUTC(), revocations);
    }

    @Bean
    RevocationValidator revocationValidator(Revocations revocations) {
        return new RevocationValidator(revocations);
    }
}
