package io.remotegpu.messaging.hosts;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;

/** {@link HostFacts} for every service that listens. */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@ConditionalOnProperty("remotegpu.messaging.source")
@EnableConfigurationProperties({HostFactProperties.class, KafkaProperties.class})
class HostFactAutoConfiguration {
    @Bean
    HostFacts hostFacts(HostFactProperties properties, KafkaProperties kafka, ObjectProvider<MeterRegistry> meters) {
        return new HostFacts(
                properties.signed(), kafka.buildConsumerProperties(), meters.getIfAvailable(SimpleMeterRegistry::new));
    }
}
